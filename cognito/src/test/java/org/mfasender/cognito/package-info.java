package org.mfasender.cognito;
