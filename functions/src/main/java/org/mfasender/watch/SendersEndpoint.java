package org.mfasender.watch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Paging;
import org.mfasender.platform.http.Reference;
import org.mfasender.platform.http.Violation;
import org.mfasender.sender.SenderIndexStore;
import org.mfasender.sender.SenderIndexStore.Listed;
import org.mfasender.sender.SenderStatus;

/** {@code GET /v1/senders?status=}: the senders of every environment that have a status, for whoever operates the system. */
public final class SendersEndpoint {

    private static final String STATUS = "status";
    private static final int PAGE = 100;

    private final SenderIndexStore index;

    public SendersEndpoint(SenderIndexStore index) {
        this.index = index;
    }

    /**
     * A page of senders.
     *
     * @param size how many are here; how many there are altogether is a metric
     */
    private record Answer(
            @JsonProperty("_links") Links links,
            @JsonProperty("_embedded") Map<String, List<SenderAnswer>> embedded,
            int size) {}

    /** A sender: its environment, and when its next check is due. */
    private record SenderAnswer(
            @JsonProperty("_links") Links links, Reference environment, String status, String nextCheckAt) {

        static SenderAnswer of(Listed listed) {
            return new SenderAnswer(
                    Links.self(ApiPath.SENDER.href(listed.environment()))
                            .and("health", ApiPath.HEALTH.href(listed.environment())),
                    Reference.to(listed.environment()),
                    listed.status().name(),
                    listed.due().toString());
        }
    }

    public HttpResponse list(HttpRequest request) {
        SenderStatus status = status(request);
        Paging paging = Paging.of(request);
        Listed after = paging.cursor() == null ? null : after(status, paging.cursor());
        SenderIndexStore.Page page = index.find(status, Math.min(paging.limit(), PAGE), after);
        String path = ApiPath.SENDERS.href() + "?" + STATUS + "=" + status;
        Links links = Links.self(path + paging.further(paging.cursor()));
        if (page.next() != null) {
            links.and("next", path + paging.further(cursor(page.next())));
        }
        List<SenderAnswer> senders =
                page.senders().stream().map(SenderAnswer::of).toList();
        return HttpResponse.ok(new Answer(links, Map.of("senders", senders), senders.size()));
    }

    private static SenderStatus status(HttpRequest request) {
        List<String> known = Stream.of(SenderStatus.values()).map(Enum::name).toList();
        String given = request.query(STATUS)
                .orElseThrow(() -> ApiException.invalidRequest(
                        400, Violation.required(STATUS, "Name the status of the senders to list.")));
        return SenderStatus.of(given)
                .orElseThrow(() -> ApiException.invalidRequest(
                        400, Violation.values(STATUS, "Senders have no such status.", known)));
    }

    private static String cursor(Listed listed) {
        return listed.due() + "/" + listed.environment();
    }

    private static Listed after(SenderStatus status, String cursor) {
        String[] parts = cursor.split("/", 2);
        return Optional.of(parts)
                .filter(both -> both.length == 2)
                .flatMap(both -> EnvironmentId.parse(both[1]))
                .flatMap(environment -> due(parts[0]).map(due -> new Listed(environment, status, due)))
                .orElseThrow(() -> ApiException.invalidRequest(
                        400,
                        new Violation(
                                Violation.Code.INVALID_PARAMETER,
                                "cursor",
                                "Take the cursor from the link to the next page.")));
    }

    private static Optional<Instant> due(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
