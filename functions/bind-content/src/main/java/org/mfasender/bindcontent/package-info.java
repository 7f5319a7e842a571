/** One function of the system, {@link org.mfasender.bindcontent.BindContentHandler}. */
package org.mfasender.bindcontent;
