package org.mfasender.audit;

import java.util.List;
import java.util.regex.Pattern;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Paging;

/** {@code GET …/whatsApp/history}: who changed what, the newest first; also of an account that was deleted. */
public final class ReadHistoryEndpoint {

    private static final Pattern PLACE = Pattern.compile("[0-9TZ:.+-]{20,40}#[0-9a-f-]{36}");

    private final HistoryStore history;

    public ReadHistoryEndpoint(HistoryStore history) {
        this.history = history;
    }

    public HttpResponse read(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Paging paging = Paging.of(request).bounded(PLACE);
        List<HistoryEntry> found = history.find(environment, paging.limit() + 1, paging.cursor());
        return HttpResponse.ok(paging.pageOf(
                ApiPath.HISTORY.href(environment), "history", found, HistoryEntry::place, HistoryEntryAnswer::of));
    }
}
