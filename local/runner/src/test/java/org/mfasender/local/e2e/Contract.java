package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds every exchange of the tests against docs/openapi.yaml: each answer, and each request that the system took for a good
 * one. A request that it refuses may well break the contract.
 */
final class Contract {

    private static final OpenApiInteractionValidator VALIDATOR = OpenApiInteractionValidator.createForSpecificationUrl(
                    Path.of(System.getProperty("project.root", "../.."))
                            .resolve("docs/openapi.yaml")
                            .toUri()
                            .toString())
            .build();

    /** Of a form, the validator takes digits for numbers, and cannot read what is not encoded. */
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Pattern OURS = Pattern.compile(
            "/environments/[^/]+$|/instantMessagingDeliverySettings/whatsApp(/checks|/sending|/senderKeys(/[^/]+)?|/testMessage|/webhooks)?$"
                    + "|/v1/webhooks/[^/]+$|/v1/hooks/[^/]+/(okta|zitadel|(messages|pingone|supabase)/[^/]+)$"
                    + "|/messages/[^/]+(/outcome)?$|/templates(/[^/]+(/serving|/messages|/contents(/[^/]+(/preview)?)?)?)?$");

    private Contract() {}

    static void check(
            String method,
            String pathAndQuery,
            @Nullable String body,
            HttpHeaders sent,
            HttpResponse<String> response) {
        URI uri = URI.create(pathAndQuery);
        if (!OURS.matcher(uri.getPath()).find() || response.statusCode() == 405) {
            return;
        }
        boolean bodyLess = method.equals("POST") && body == null; // the validator wants a content type even so
        boolean form = sent.firstValue("Content-Type").orElse("").startsWith(FORM);
        if (response.statusCode() < 300 && !bodyLess && !form) {
            SimpleRequest.Builder request = new SimpleRequest.Builder(method, uri.getPath());
            sent.map().forEach(request::withHeader);
            if (uri.getQuery() != null) {
                for (String pair : uri.getQuery().split("&", -1)) {
                    request.withQueryParam(pair.split("=", 2)[0], pair.split("=", 2)[1]);
                }
            }
            if (body != null) {
                request.withBody(body);
            }
            assertFine("request", VALIDATOR.validateRequest(request.build()));
        }
        SimpleResponse.Builder answer = new SimpleResponse.Builder(response.statusCode());
        if (!response.body().isEmpty()) {
            answer.withBody(response.body());
        }
        response.headers().map().forEach(answer::withHeader);
        assertFine("answer", VALIDATOR.validateResponse(uri.getPath(), Request.Method.valueOf(method), answer.build()));
    }

    private static void assertFine(String what, ValidationReport report) {
        assertThat(report.getMessages())
                .as("%s as docs/openapi.yaml says", what)
                .filteredOn(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .isEmpty();
    }
}
