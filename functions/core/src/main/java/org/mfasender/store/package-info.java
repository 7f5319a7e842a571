/** The accounts, their templates and contents in DynamoDB. */
package org.mfasender.store;
