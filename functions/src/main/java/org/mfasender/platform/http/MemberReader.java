package org.mfasender.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.platform.paste.Addition;
import org.mfasender.platform.paste.Kind;
import org.mfasender.platform.paste.OtherValue;
import org.mfasender.platform.paste.PastedValue;

/**
 * Reads the members of a JSON object of a request and collects every fault, named by its path. Null is the same as absent; blanks
 * and invisible characters around a text are dropped; unknown members are ignored, as in PingOne.
 */
public final class MemberReader {

    /** More than most requests need. */
    private static final int MOST_KILOBYTES = 16;

    private static final String MISSING = "This member is missing.";

    private final JsonNode object;
    private final String path;
    private final List<Violation> violations;
    private final List<CleanedAnswer> cleaned;

    private MemberReader(JsonNode object, String path, List<Violation> violations, List<CleanedAnswer> cleaned) {
        this.object = object;
        this.path = path;
        this.violations = violations;
        this.cleaned = cleaned;
    }

    /**
     * The reader of a request's body, of 16 KB at most.
     *
     * @throws ApiException 413, 415, or 400 when it is no JSON object
     */
    public static MemberReader ofBody(HttpRequest request) {
        return ofBody(request, MOST_KILOBYTES);
    }

    /**
     * The reader of a body that may be larger.
     *
     * @throws ApiException 413, 415, or 400 when it is no JSON object
     */
    public static MemberReader ofBody(HttpRequest request, int mostKilobytes) {
        return of(JsonBody.read(request, mostKilobytes));
    }

    /**
     * The reader of a body that may be a form, too: its fields are members with texts.
     *
     * @throws ApiException 413, 415, or 400 when it is neither
     */
    public static MemberReader ofJsonOrForm(HttpRequest request) {
        return FormBody.isIn(request) ? of(FormBody.read(request, MOST_KILOBYTES)) : ofBody(request);
    }

    private static MemberReader of(JsonNode object) {
        return new MemberReader(object, "", new ArrayList<>(), new ArrayList<>());
    }

    /**
     * Ends reading.
     *
     * @throws ApiException 400 with every fault found, if there is one
     */
    public void refuseFaults() {
        if (!violations.isEmpty()) {
            throw ApiException.invalidData(400, violations);
        }
    }

    /** The whole object, as it came. */
    public ObjectNode copy() {
        return object.deepCopy();
    }

    public void fault(Violation violation) {
        violations.add(violation);
    }

    /** Notes that a member's value was taken without what does not belong to it. */
    public void cleaned(String member, Set<Addition> removed) {
        if (!removed.isEmpty()) {
            cleaned.add(CleanedAnswer.of(target(member), removed));
        }
    }

    /** The members of which that was noted. */
    public List<CleanedAnswer> cleaned() {
        return List.copyOf(cleaned);
    }

    /** A member's path from the body, e.g. {@code numbers[0].numberId}. */
    public String target(String member) {
        return path + member;
    }

    /** The path of the object itself. */
    String target() {
        return path.isEmpty() ? "body" : path.substring(0, path.length() - 1);
    }

    public boolean lacks(String member) {
        return object.path(member).isMissingNode() || object.path(member).isNull();
    }

    /** Whether a member is a text without any character that is seen. */
    public boolean isBlank(String member) {
        return object.path(member).isTextual() && object.path(member).asText().isBlank();
    }

    /**
     * Refuses members that are not known. A name that is no plain word is not repeated: it may be a value in the wrong place.
     *
     * @param ignored names of members that answers have, and requests may repeat
     */
    public void refuseUnknown(List<String> known, Set<String> ignored, String message) {
        UnknownMembers.refuse(this, object.properties(), known, ignored, message);
    }

    /** A member's text; null when it is missing, which is a fault, or wrong. */
    @Nullable
    public String required(String member) {
        return required(member, MISSING);
    }

    @Nullable
    public String required(String member, String whenMissing) {
        if (lacks(member)) {
            fault(Violation.required(target(member), whenMissing));
        }
        return text(member);
    }

    /** A member's text; null when it is missing or wrong. */
    @Nullable
    public String text(String member) {
        PastedValue value = pasted(member, Kind.TEXT);
        return value == null ? null : value.text();
    }

    /** A member's text as it came, without a fault; empty when it has none. */
    public String asPasted(String member) {
        return object.path(member).asText();
    }

    /** A member's value without what certainly does not belong to it; null when it is missing or wrong. */
    @Nullable
    public PastedValue pasted(String member, Kind kind) {
        if (lacks(member)) {
            return null;
        }
        JsonNode value = object.path(member);
        if (!value.isTextual()) {
            fault(Violation.invalid(target(member), "This must be a JSON string."));
            return null;
        }
        if (kind == Kind.TOKEN && OtherValue.isHidden(value.asText())) {
            fault(Violation.invalid(target(member), OtherValue.HIDDEN.message()));
            return null;
        }
        PastedValue pasted = PastedValue.of(value.asText(), kind);
        if (pasted.isEmpty()) {
            fault(new Violation(Code.EMPTY_VALUE, target(member), "This must not be blank."));
            return null;
        }
        return pasted;
    }

    /**
     * A member's ID of digits; null when it is missing or wrong.
     *
     * @param rule says what the ID is made of
     */
    @Nullable
    public String id(String member, String rule) {
        return IdMember.read(this, member, object.path(member), rule);
    }

    /** A required member's ID of digits. */
    @Nullable
    public String requiredId(String member, String rule) {
        if (lacks(member)) {
            fault(Violation.required(target(member), MISSING));
        }
        return id(member, rule);
    }

    @Nullable
    public Boolean flag(String member) {
        if (lacks(member)) {
            return null;
        }
        if (!object.path(member).isBoolean()) {
            fault(Violation.invalid(target(member), "This must be true or false."));
            return null;
        }
        return object.path(member).asBoolean();
    }

    /** A whole number within bounds. */
    @Nullable
    public Integer number(String member, int least, int most) {
        if (lacks(member)) {
            return null;
        }
        JsonNode value = object.path(member);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < least || value.asInt() > most) {
            fault(new Violation(
                    Code.OUT_OF_RANGE,
                    target(member),
                    "This must be a whole number from " + least + " to " + most + ".",
                    Map.of("rangeMinimumValue", least, "rangeMaximumValue", most)));
            return null;
        }
        return value.asInt();
    }

    /** One of the names of an enum. */
    public <E extends Enum<E>> @Nullable E oneOf(String member, Class<E> type) {
        String text = text(member);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        List<String> allowed =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        fault(Violation.values(target(member), "This must be one of " + String.join(", ", allowed) + ".", allowed));
        return null;
    }

    /** A member that is an object; null when it is missing or wrong. */
    @Nullable
    public MemberReader object(String member) {
        if (lacks(member)) {
            return null;
        }
        return nested(object.path(member), target(member)).orElse(null);
    }

    /** A member that is an array of objects; empty when it is missing or wrong. */
    public List<MemberReader> objects(String member) {
        List<MemberReader> readers = new ArrayList<>();
        List<JsonNode> elements = elements(member);
        for (int i = 0; i < elements.size(); i++) {
            nested(elements.get(i), target(member) + "[" + i + "]").ifPresent(readers::add);
        }
        return readers;
    }

    public boolean isObject(String member) {
        return object.path(member).isObject();
    }

    public boolean isArray(String member) {
        return object.path(member).isArray();
    }

    /** The elements of a member that is an array; empty when it is missing or wrong. */
    public List<JsonNode> elements(String member) {
        if (lacks(member)) {
            return List.of();
        }
        if (!object.path(member).isArray()) {
            fault(Violation.invalid(target(member), "This must be an array."));
            return List.of();
        }
        List<JsonNode> elements = new ArrayList<>();
        object.path(member).forEach(elements::add);
        return elements;
    }

    private Optional<MemberReader> nested(JsonNode value, String target) {
        if (!value.isObject()) {
            fault(Violation.invalid(target, "This must be a JSON object."));
            return Optional.empty();
        }
        return Optional.of(new MemberReader(value, target + ".", violations, cleaned));
    }
}
