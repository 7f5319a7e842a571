package org.mfasender.platform.aws;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** The operations of Secrets Manager that the functions use; any other throws {@link UnsupportedOperationException}, as the SDK's interface says. */
record DirectSecretsManagerClient(JsonCalls calls) implements SecretsManagerClient {

    @Override
    public CreateSecretResponse createSecret(CreateSecretRequest request) {
        return calls.call("CreateSecret", request, CreateSecretResponse.builder());
    }

    @Override
    public DeleteSecretResponse deleteSecret(DeleteSecretRequest request) {
        return calls.call("DeleteSecret", request, DeleteSecretResponse.builder());
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        return calls.call("GetSecretValue", request, GetSecretValueResponse.builder());
    }

    @Override
    public ListSecretsResponse listSecrets(ListSecretsRequest request) {
        return calls.call("ListSecrets", request, ListSecretsResponse.builder());
    }

    @Override
    public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
        return calls.call("PutSecretValue", request, PutSecretValueResponse.builder());
    }

    @Override
    public UpdateSecretVersionStageResponse updateSecretVersionStage(UpdateSecretVersionStageRequest request) {
        return calls.call("UpdateSecretVersionStage", request, UpdateSecretVersionStageResponse.builder());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing: connections close by themselves. */
    @Override
    public void close() {}
}
