package org.mfasender.local.graph.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.World;

/**
 * Checks that the passcode is in the text and in the button of an authentication template. No message of an error repeats it. Source: Meta,
 * "Authentication templates".
 */
final class PasscodeParameters {
    private static final int LONGEST = 15;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\n\\r\\t]| {5}");

    private final World world;
    private final JsonNode components;

    PasscodeParameters(World world, JsonNode components) {
        this.world = world;
        this.components = components;
    }

    void check() {
        String inBody = code("body", component("body"));
        JsonNode button = component("button");
        if (button.path("parameters").isEmpty()) {
            throw MessageProblem.MISSING_PARAMETER.error("buttons: Button at index 0 of type Url requires a parameter");
        }
        if (!word(button.path("sub_type")).equals("url")
                || !button.path("index").asText().equals("0")) {
            throw MessageProblem.INVALID_PARAMETER.error(
                    "buttons: the template has one button, of type Url at index 0");
        }
        if (!inBody.equals(code("buttons", button)) && !world.behaves(Behaviour.DIFFERENT_CODES_ARE_ACCEPTED)) {
            throw MessageProblem.INVALID_PARAMETER.error("buttons: the parameter differs from that of the body");
        }
    }

    private JsonNode component(String type) {
        return StreamSupport.stream(components.spliterator(), false)
                .filter(component -> word(component.path("type")).equals(type))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static String word(JsonNode value) {
        return value.asText("").toLowerCase(Locale.ROOT);
    }

    private String code(String place, JsonNode component) {
        JsonNode parameters = component.path("parameters");
        if (parameters.size() != 1) {
            throw MessageProblem.PARAMETER_COUNT.error(place + ": number of localizable_params (" + parameters.size()
                    + ") does not match the expected number of params (1)");
        }
        JsonNode parameter = parameters.path(0);
        if (!word(parameter.path("type")).equals("text")) {
            throw MessageProblem.PARAMETER_FORMAT.error(place + ": the parameter has to be of type text");
        }
        String code = parameter.path("text").asText("");
        if (code.isEmpty()) {
            throw MessageProblem.MISSING_PARAMETER.error(place + ": the parameter has no text");
        }
        if (UNPRINTABLE.matcher(code).find()) {
            throw MessageProblem.PARAMETER_TEXT.error(
                    place + ": Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
        }
        if (code.length() > LONGEST) {
            MessageProblem problem = world.behaves(Behaviour.LONG_CODE_IS_CODE_131009)
                    ? MessageProblem.INVALID_PARAMETER
                    : MessageProblem.TEXT_TOO_LONG;
            throw problem.error(place + ": the code has more than " + LONGEST + " characters");
        }
        return code;
    }
}
