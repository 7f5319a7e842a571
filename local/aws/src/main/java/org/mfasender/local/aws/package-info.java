/**
 * The AWS services that the product uses, on one machine: DynamoDB, Secrets Manager and Step Functions. Each is an HTTP endpoint on
 * loopback, which the SDK clients reach through an endpoint override.
 */
package org.mfasender.local.aws;
