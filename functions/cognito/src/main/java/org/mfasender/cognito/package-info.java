/** The custom SMS sender of an Amazon Cognito user pool: codes go by WhatsApp. */
package org.mfasender.cognito;
