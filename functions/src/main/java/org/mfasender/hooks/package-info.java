/**
 * Passcodes that identity products ask for with requests of their own form. Each product is a {@link org.mfasender.hooks.ProductResource}
 * in a package of its own, and is listed in the function's handler; {@link org.mfasender.hooks.HookEndpoint} does the rest.
 */
package org.mfasender.hooks;
