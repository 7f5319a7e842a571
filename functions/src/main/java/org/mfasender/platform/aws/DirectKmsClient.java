package org.mfasender.platform.aws;

import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;

/** The operations of KMS that the functions use; any other throws {@link UnsupportedOperationException}, as the SDK's interface says. */
record DirectKmsClient(JsonCalls calls) implements KmsClient {

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        return calls.call("Decrypt", request, DecryptResponse.builder());
    }

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
        return calls.call("Encrypt", request, EncryptResponse.builder());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing: connections close by themselves. */
    @Override
    public void close() {}
}
