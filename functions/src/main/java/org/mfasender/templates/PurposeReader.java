package org.mfasender.templates;

import java.util.Arrays;
import java.util.List;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.Violation;

/** Reads the notification template that the path of a request names. */
public final class PurposeReader {

    private PurposeReader() {}

    /**
     * The notification template.
     *
     * @throws ApiException 404 when WhatsApp serves none of this name
     */
    public static Purpose read(HttpRequest request) {
        List<String> names =
                Arrays.stream(Purpose.values()).map(Purpose::toString).toList();
        return Purpose.parse(request.pathVariable("templateName"))
                .orElseThrow(() -> ApiException.notFound(Violation.values(
                        "templateName",
                        "WhatsApp serves no template of this name. It serves " + String.join(", ", names) + ".",
                        names)));
    }
}
