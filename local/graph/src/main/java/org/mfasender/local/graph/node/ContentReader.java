package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.AuthenticationContent.SupportedApp;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.World;

/** Reads the components of an authentication template and rejects what Meta rejects. */
final class ContentReader {
    private static final Set<String> OTP_TYPES = Set.of("COPY_CODE", "ONE_TAP", "ZERO_TAP");
    private static final Pattern PACKAGE = Pattern.compile("(?=.{3,224}$)[A-Za-z]\\w*(\\.[A-Za-z]\\w*)+");

    private final TemplateErrors errors;
    private final boolean footerNeedsMinutes;

    ContentReader(World world, TemplateErrors errors) {
        this.errors = errors;
        this.footerNeedsMinutes = world.behaves(Behaviour.FOOTER_NEEDS_MINUTES);
    }

    AuthenticationContent read(JsonNode components) {
        Map<String, JsonNode> byType = new HashMap<>();
        for (JsonNode component : components) {
            if (byType.put(upper(component, "type"), component) != null) {
                throw GraphErrors.invalidParameter("Components must have different types");
            }
        }
        if (byType.containsKey("HEADER")) {
            throw errors.badFormat(2388047, "Authentication templates can't have a header.");
        }
        JsonNode body = byType.remove("BODY");
        JsonNode footer = byType.remove("FOOTER");
        JsonNode buttons = byType.remove("BUTTONS");
        if (body == null || buttons == null || !byType.isEmpty()) {
            throw GraphErrors.invalidParameter("Authentication templates have a BODY, BUTTONS and at most a FOOTER");
        }
        if (body.has("text")) {
            throw errors.badFormat(2388072, "The text of authentication templates can't be changed.");
        }
        return content(
                body.path("add_security_recommendation").asBoolean(),
                footer == null ? null : minutes(footer),
                onlyButton(buttons.path("buttons")));
    }

    private @Nullable Integer minutes(JsonNode footer) {
        if (footer.has("text")) {
            throw errors.badFormat(2388073, "The footer of authentication templates can't be changed.");
        }
        JsonNode minutes = footer.path("code_expiration_minutes");
        if (minutes.isMissingNode() && !footerNeedsMinutes) {
            return null;
        }
        if (!minutes.canConvertToInt() || minutes.asInt() < 1 || minutes.asInt() > 90) {
            throw errors.badFormat(2388073, "The code expiration must be between 1 and 90 minutes.");
        }
        return minutes.asInt();
    }

    private static JsonNode onlyButton(JsonNode buttons) {
        if (buttons.size() != 1 || !upper(buttons.get(0), "type").equals("OTP")) {
            throw GraphErrors.invalidParameter("Authentication templates have exactly one button, of type OTP");
        }
        return buttons.get(0);
    }

    private static AuthenticationContent content(boolean security, @Nullable Integer minutes, JsonNode button) {
        String otpType = upper(button, "otp_type");
        if (!OTP_TYPES.contains(otpType)) {
            throw GraphErrors.invalidParameter("Param otp_type must be one of {COPY_CODE, ONE_TAP, ZERO_TAP}");
        }
        List<SupportedApp> apps = new ArrayList<>();
        button.path("supported_apps").forEach(app -> apps.add(supportedApp(app)));
        if (!otpType.equals("COPY_CODE") && (apps.isEmpty() || apps.size() > 5)) {
            throw GraphErrors.invalidParameter("One-tap and zero-tap buttons need one to five supported_apps");
        }
        if (otpType.equals("ZERO_TAP")
                && !button.path("zero_tap_terms_accepted").asBoolean()) {
            throw GraphErrors.invalidParameter("Param zero_tap_terms_accepted must be true");
        }
        return new AuthenticationContent(
                security, minutes, otpType, label(button, "text"), label(button, "autofill_text"), List.copyOf(apps));
    }

    private static SupportedApp supportedApp(JsonNode app) {
        String name = app.path("package_name").asText();
        String hash = app.path("signature_hash").asText();
        if (!PACKAGE.matcher(name).matches() || hash.length() != 11) {
            throw GraphErrors.invalidParameter("Invalid package_name or signature_hash");
        }
        return new SupportedApp(name, hash);
    }

    private static @Nullable String label(JsonNode button, String member) {
        Optional<String> label = Optional.ofNullable(button.get(member)).map(JsonNode::asText);
        if (label.filter(text -> text.isBlank() || text.length() > 25).isPresent()) {
            throw GraphErrors.invalidParameter("Param " + member + " must have 1 to 25 characters");
        }
        return label.orElse(null);
    }

    private static String upper(JsonNode node, String member) {
        return node.path(member).asText().toUpperCase(Locale.ROOT);
    }
}
