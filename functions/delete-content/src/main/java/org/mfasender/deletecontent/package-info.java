/** One function of the system, {@link org.mfasender.deletecontent.DeleteContentHandler}. */
package org.mfasender.deletecontent;
