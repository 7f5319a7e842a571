package org.mfasender.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Validated members of requests to Secrets Manager. */
final class SecretRequest {

    /** An exclamation mark at the beginning would be a negation. */
    private static final Pattern FILTER_VALUE = Pattern.compile("(?!!)[a-zA-Z0-9 :_@/+=.!-]{0,512}");

    /** <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html">CreateSecret</a>. */
    private static final int LONGEST_DESCRIPTION = 2048;

    private static final int LONGEST_TAG = 256;

    private SecretRequest() {}

    static String text(ObjectNode request, String member) throws AwsError {
        String text = request.path(member).asText("");
        if (text.isEmpty()) {
            throw new AwsError("ValidationException", member + " must have length greater than or equal to 1");
        }
        return text;
    }

    static String token(ObjectNode request) throws AwsError {
        String token = request.path("ClientRequestToken").asText("");
        if (token.isEmpty()) {
            throw new AwsError(
                    "InvalidRequestException",
                    "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
        }
        if (token.length() < 32 || token.length() > 64) {
            throw new AwsError("InvalidParameterException", "ClientRequestToken must be 32-64 characters long.");
        }
        return token;
    }

    static String stage(ObjectNode request) throws AwsError {
        return label(text(request, "VersionStage"));
    }

    /** The requested stages; by default the current one. */
    static List<String> stages(ObjectNode request) throws AwsError {
        List<String> stages = new ArrayList<>();
        for (JsonNode stage : request.path("VersionStages")) {
            stages.add(label(stage.asText()));
        }
        if ((request.has("VersionStages") && stages.isEmpty()) || stages.size() > 20) {
            throw new AwsError("ValidationException", "VersionStages must have 1 to 20 members");
        }
        return stages.isEmpty() ? List.of(Secret.CURRENT) : stages;
    }

    /**
     * What the listed names have to begin with; empty for all.
     *
     * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html">Filter</a>
     */
    static String namePrefix(ObjectNode request) throws AwsError {
        JsonNode filters = request.path("Filters");
        if (filters.isEmpty()) {
            return "";
        }
        JsonNode values = filters.path(0).path("Values");
        String prefix = values.path(0).asText("");
        if (filters.size() > 1
                || values.size() != 1
                || !filters.path(0).path("Key").asText().equals("name")
                || !FILTER_VALUE.matcher(prefix).matches()) {
            throw new AwsError("InvalidParameterException", "The only filter here is one prefix of names.");
        }
        return prefix;
    }

    static String description(ObjectNode request) throws AwsError {
        String description = request.path("Description").asText("");
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new AwsError(
                    "ValidationException", "Description must have length less than or equal to " + LONGEST_DESCRIPTION);
        }
        return description;
    }

    static Map<String, String> tags(ObjectNode request) throws AwsError {
        Map<String, String> tags = new TreeMap<>();
        for (JsonNode tag : request.path("Tags")) {
            String key = tag.path("Key").asText("");
            if (key.isEmpty() || key.length() > 128 || key.startsWith("aws:")) {
                throw new AwsError("InvalidParameterException", "A tag's key must have 1 to 128 characters");
            }
            if (tag.path("Value").asText("").length() > LONGEST_TAG) {
                throw new AwsError(
                        "InvalidParameterException", "A tag's value must have " + LONGEST_TAG + " characters at most");
            }
            tags.put(key, tag.path("Value").asText(""));
        }
        return tags;
    }

    /** Days until the deletion, 0 for an immediate one. */
    static int recoveryDays(ObjectNode request) throws AwsError {
        boolean force = request.path("ForceDeleteWithoutRecovery").asBoolean(false);
        int days = request.path("RecoveryWindowInDays").asInt(30);
        if (force && request.hasNonNull("RecoveryWindowInDays")) {
            throw new AwsError(
                    "InvalidParameterException",
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        if (days < 7 || days > 30) {
            throw new AwsError(
                    "InvalidParameterException",
                    "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        return force ? 0 : days;
    }

    private static String label(String stage) throws AwsError {
        if (stage.isEmpty() || stage.length() > 256) {
            throw new AwsError("ValidationException", "A staging label must have 1 to 256 characters");
        }
        return stage;
    }
}
