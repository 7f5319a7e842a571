/** What a policy allows, and what calls of AWS need, as far as the template's statements say and its functions call. */
package org.mfasender.local.rights;
