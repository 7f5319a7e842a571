package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.storage.TemplateStore;

/**
 * {@code DELETE}: marks the account as deleted, so that a run has no effect any more; then stops the execution, schedules the
 * secret for deletion and removes templates and contents. Sending it again completes an interrupted attempt.
 * Nothing changes at Meta; the answer says what stays there.
 */
public final class RemoveSenderEndpoint {

    private final SenderStore store;
    private final TemplateStore templates;
    private final CredentialVault vault;
    private final Executions executions;
    private final int recoveryDays;
    private final Clock clock;

    public RemoveSenderEndpoint(
            SenderStore store,
            TemplateStore templates,
            CredentialVault vault,
            Executions executions,
            int recoveryDays,
            Clock clock) {
        this.store = store;
        this.templates = templates;
        this.vault = vault;
        this.executions = executions;
        this.recoveryDays = recoveryDays;
        this.clock = clock;
    }

    public HttpResponse remove(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Instant now = clock.now();
        DeletedSender deleted = store.delete(environment, now).orElseThrow(ApiException::noAccount);
        executions.stop(deleted.execution());
        vault.scheduleDeletion(environment, recoveryDays);
        List<TemplateContent> contents = templates.contents(environment);
        templates.removeAll(deleted);
        store.complete(deleted);
        return new HttpResponse(200, RemovalAnswer.of(deleted, contents, recoveryDays), Map.of());
    }
}
