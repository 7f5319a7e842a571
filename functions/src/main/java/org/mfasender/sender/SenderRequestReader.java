package org.mfasender.sender;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.CleanedAnswer;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.paste.Kind;
import org.mfasender.platform.paste.PastedValue;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.templates.TemplateChanges;
import org.mfasender.templates.TemplateOptionsReader;

/**
 * Reads the body of a {@code PUT}, or of a dry run. All faults of a request are reported at once; what certainly does not belong to a pasted
 * value is removed; members that are not known are ignored, as PingOne does. What {@code GET} answers can be sent back.
 */
public final class SenderRequestReader {

    /** What {@code GET} answers of thousands of numbers and languages. */
    private static final int MOST_KILOBYTES = 4096;

    private static final String WABA_ID = "whatsAppAccountBusinessId";
    private static final String WABA_ID_RULE = "The WhatsApp Business Account ID has digits only.";
    private static final String APP_ID = "appId";
    private static final String APP_ID_RULE = "The App ID has digits only.";
    private static final String RESTORE = "restoreCredentials";
    private static final List<String> VALUES = List.of(WABA_ID, "userAccessToken", APP_ID, "appSecret");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final MemberReader body;

    /**
     * A request as it was read, which is the same as one whose values were pasted without additions.
     *
     * @param cleaned the members whose values had any
     */
    public record Pasted(SenderRequest request, List<CleanedAnswer> cleaned) {

        public Pasted {
            cleaned = List.copyOf(cleaned);
        }
    }

    /**
     * What is to be checked, in the same way.
     *
     * @param cleaned the members whose values had additions
     */
    public record PastedCheck(CheckRequest request, List<CleanedAnswer> cleaned) {

        public PastedCheck {
            cleaned = List.copyOf(cleaned);
        }
    }

    private SenderRequestReader(MemberReader body) {
        this.body = body;
    }

    /**
     * Reads a request.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    public static SenderRequest read(HttpRequest request) {
        return readPasted(request).request();
    }

    /**
     * Reads a request, and says which of its values were cleaned.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    public static Pasted readPasted(HttpRequest request) {
        MemberReader body = MemberReader.ofBody(request, MOST_KILOBYTES);
        return new Pasted(new SenderRequestReader(body).readRequest(request), body.cleaned());
    }

    /**
     * Reads what is to be checked: the same members, of which every one may be missing, but not all four values from Meta.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    public static PastedCheck readCheck(HttpRequest request) {
        MemberReader body = MemberReader.ofBody(request);
        return new PastedCheck(new SenderRequestReader(body).readCheckRequest(request), body.cleaned());
    }

    private CheckRequest readCheckRequest(HttpRequest request) {
        if (!body.lacks("provider")) {
            readProvider();
        }
        if (VALUES.stream().allMatch(body::lacks)) {
            body.fault(Violation.required(
                    VALUES.getFirst(),
                    "There is nothing to check: one of these is needed: " + String.join(", ", VALUES) + "."));
        }
        String wabaId = body.id(WABA_ID, WABA_ID_RULE);
        String appId = body.id(APP_ID, APP_ID_RULE);
        PartialCredentials credentials = CredentialsReader.readPart(body, appId);
        choice();
        TemplateChanges templates = TemplateOptionsReader.read(body);
        Boolean acceptExpiringToken = body.flag("acceptExpiringToken");
        readKey(request);
        body.refuseFaults();
        return new CheckRequest(wabaId, credentials, templates, acceptExpiringToken);
    }

    private void readProvider() {
        String provider = body.required("provider");
        if (provider != null && !provider.equals("CUSTOM_WHATSAPP")) {
            body.fault(
                    Violation.values("provider", "The provider must be CUSTOM_WHATSAPP.", List.of("CUSTOM_WHATSAPP")));
        }
    }

    private SenderRequest readRequest(HttpRequest request) {
        readProvider();
        String wabaId = body.requiredId(WABA_ID, WABA_ID_RULE);
        String appId = body.requiredId(APP_ID, APP_ID_RULE);
        PartialCredentials credentials = CredentialsReader.read(body, appId);
        NumberChoice choice = choice();
        TemplateChanges templates = TemplateOptionsReader.read(body);
        Boolean acceptExpiringToken = body.flag("acceptExpiringToken");
        boolean restores = Boolean.TRUE.equals(body.flag(RESTORE));
        if (restores && !(body.lacks("userAccessToken") && body.lacks("appSecret"))) {
            body.fault(new Violation(
                    Violation.Code.CONSTRAINT_VIOLATION,
                    RESTORE,
                    "The former credentials are stored: leave out userAccessToken and appSecret."));
        }
        String key = readKey(request);
        body.refuseFaults();
        return new SenderRequest(
                request.caller(),
                Objects.requireNonNull(wabaId),
                Objects.requireNonNull(appId),
                credentials,
                choice,
                templates,
                acceptExpiringToken,
                key,
                !body.lacks("candidate"),
                restores);
    }

    private @Nullable String readKey(HttpRequest request) {
        String key = request.header("idempotency-key").orElse(null);
        if (key != null && !KEY.matcher(key).matches()) {
            body.fault(Violation.invalid(
                    "Idempotency-Key", "The key has 1 to 255 printable ASCII characters, without blanks."));
        }
        return key;
    }

    private @Nullable NumberChoice choice() {
        List<MemberReader> entries = body.objects("numbers");
        List<NumberChoice> selected = new ArrayList<>();
        for (int position = 0; position < entries.size(); position++) {
            choice(position, entries.get(position)).ifPresent(selected::add);
        }
        if (selected.size() > 1) {
            body.fault(new Violation(
                    Violation.Code.CONSTRAINT_VIOLATION,
                    "numbers",
                    "Only one number can be selected; this request selects several."));
        }
        return selected.isEmpty() ? null : selected.getFirst();
    }

    private static Optional<NumberChoice> choice(int position, MemberReader entry) {
        Boolean selected = entry.flag("selected");
        String numberId = entry.id("numberId", "A phone number ID has digits only.");
        String number = number(entry);
        if (entry.lacks("numberId") && entry.lacks("number")) {
            entry.fault(
                    Violation.required(entry.target("numberId"), "A number needs its numberId, or the number itself."));
        }
        return Boolean.TRUE.equals(selected) && (numberId != null || number != null)
                ? Optional.of(new NumberChoice(position, numberId, number))
                : Optional.empty();
    }

    /** An answer has an empty number where Meta does not say it. */
    private static @Nullable String number(MemberReader entry) {
        if (!entry.lacks("numberId") && entry.isBlank("number")) {
            return null;
        }
        PastedValue number = entry.pasted("number", Kind.NUMBER);
        if (number == null) {
            return null;
        }
        entry.cleaned("number", number.removed());
        return number.text();
    }
}
