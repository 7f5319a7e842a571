package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.templates.storage.TemplateStore;

/**
 * {@code PUT}: submits the request, and waits for the numbers if the caller prefers that. Answers 202 while they are being listed,
 * 200 when there is nothing to wait for.
 */
public final class SubmitEndpoint {

    private final Submitter submitter;
    private final TemplateStore templates;
    private final Waiting waiting;
    private final Clock clock;

    public SubmitEndpoint(Submitter submitter, TemplateStore templates, Waiting waiting, Clock clock) {
        this.submitter = submitter;
        this.templates = templates;
        this.waiting = waiting;
        this.clock = clock;
    }

    public HttpResponse submit(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Duration patience = Waiting.patience(request.header("prefer"));
        SenderAccount account = submitter.submit(environment, SenderRequestReader.read(request), clock.now());
        return patience.isZero()
                ? answer(account, Map.of())
                : answer(
                        waiting.forNumbers(account, patience),
                        Map.of("Preference-Applied", "wait=" + patience.toSeconds()));
    }

    private HttpResponse answer(SenderAccount account, Map<String, String> headers) {
        EnvironmentId environment = account.environmentId();
        Instant now = clock.now();
        boolean settled = account.provisioning().asSeenAt(now).status().isFinal() || Waiting.hasNumbers(account);
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Location", SenderResource.path(environment));
        return new HttpResponse(
                settled ? 200 : 202, SenderResource.write(account, templates.contents(account), now), all);
    }
}
