/** Supabase Auth: its hook "Send SMS". */
package org.mfasender.hooks.supabase;
