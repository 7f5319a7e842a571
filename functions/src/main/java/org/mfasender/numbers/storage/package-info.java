/** Listings of sender numbers in DynamoDB. */
package org.mfasender.numbers.storage;
