/**
 * The parts of AWS that the product uses, on one machine: DynamoDB, Secrets Manager and Step Functions, each an HTTP endpoint on
 * loopback that the ordinary SDK clients reach through an endpoint override.
 */
package org.mfasender.local.aws;
