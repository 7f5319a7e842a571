package org.mfasender.contents;

import java.util.UUID;
import java.util.regex.Pattern;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.Violation;

/** What the path of a request names. */
final class ContentPathReader {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private ContentPathReader() {}

    /**
     * The content.
     *
     * @throws ApiException 400 when it is no UUID
     */
    static UUID contentId(HttpRequest request) {
        String id = request.pathVariable("contentId");
        if (!UUID_FORM.matcher(id).matches()) {
            throw ApiException.invalidRequest(
                    400, Violation.invalid("contentId", "The content in the path must be a UUID."));
        }
        return UUID.fromString(id);
    }
}
