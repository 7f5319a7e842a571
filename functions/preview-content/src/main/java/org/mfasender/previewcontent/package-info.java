/** One function of the system, {@link org.mfasender.previewcontent.PreviewContentHandler}. */
package org.mfasender.previewcontent;
