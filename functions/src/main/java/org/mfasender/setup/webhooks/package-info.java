@org.jspecify.annotations.NullMarked
package org.mfasender.setup.webhooks;
