/** Templates, bindings and the ledger in DynamoDB. */
package org.mfasender.templates.storage;
