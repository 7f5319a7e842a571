package org.mfasender.local.aws;

/** The account and region of the local services; not a real account. */
final class LocalAccount {

    static final String ID = "000000000000";
    static final String REGION = "us-east-1";

    private LocalAccount() {}

    static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ID + ":" + resource;
    }
}
