/** Reads template.yaml as AWS SAM would, as far as the local system needs it, and refuses what it does not understand. */
package org.mfasender.local.template;
