@org.jspecify.annotations.NullMarked
package org.mfasender.audit;
