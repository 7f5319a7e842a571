package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.AuthenticationContent.SupportedApp;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.World;

/**
 * How an authentication template reads back: with Meta's text, and with a URL button in place of the OTP button. Sources: templates of
 * real accounts and a delivered message with five apps, in public repositories.
 */
final class ReadBack {
    private static final String ADDRESS = "https://www.whatsapp.com/otp/code/?";

    private final World world;

    ReadBack(World world) {
        this.world = world;
    }

    ArrayNode components(AuthenticationContent content, String language) {
        Wording wording = Wording.in(language);
        ArrayNode components = Json.array().add(body(content, wording));
        Integer minutes = content.codeExpirationMinutes();
        if (minutes != null) {
            ObjectNode footer = Json.object("type", "FOOTER").put("text", wording.footer(minutes));
            components.add(
                    world.behaves(Behaviour.READ_BACK_WITHOUT_MINUTES)
                            ? footer
                            : footer.put("code_expiration_minutes", minutes));
        }
        String label = content.buttonText();
        String address = address(content, wording);
        ObjectNode button = Json.object("type", "URL")
                .put("text", label == null ? wording.copyCode() : label)
                .put("url", address + "{{1}}");
        button.set("example", Json.strings(List.of(address + "123456")));
        ObjectNode buttons = Json.object("type", "BUTTONS");
        buttons.set("buttons", Json.array().add(button));
        return components.add(buttons);
    }

    private ObjectNode body(AuthenticationContent content, Wording wording) {
        String library = content.libraryTemplate();
        ObjectNode body = Json.object("type", "BODY");
        if (library == null) {
            body.put("text", wording.body(content.securityRecommendation()));
            if (!leavesOut(content.securityRecommendation())) {
                body.put("add_security_recommendation", content.securityRecommendation());
            }
        } else {
            body.put("text", LibraryTemplates.TEXTS.get(library));
        }
        ObjectNode example = Json.object();
        example.set("body_text", Json.array().add(Json.strings(List.of("123456"))));
        body.set("example", example);
        return body;
    }

    private boolean leavesOut(boolean securityRecommendation) {
        return world.behaves(Behaviour.READ_BACK_WITHOUT_SECURITY)
                || (!securityRecommendation && world.behaves(Behaviour.READ_BACK_WITHOUT_FALSE_SECURITY));
    }

    private String address(AuthenticationContent content, Wording wording) {
        StringBuilder address = new StringBuilder(ADDRESS).append("otp_type=").append(content.otpType());
        if (!content.supportedApps().isEmpty()) {
            String autofill = content.autofillText();
            address.append("&cta_display_name=").append(encoded(autofill == null ? wording.autofill() : autofill));
            address.append(
                    world.behaves(Behaviour.APPS_READ_BACK_REPEATED)
                            ? repeated(content.supportedApps())
                            : listed(content.supportedApps()));
        }
        if (content.codeExpirationMinutes() != null) {
            address.append("&code_expiration_minutes=").append(content.codeExpirationMinutes());
        }
        return address.append("&code=otp").toString();
    }

    private static String listed(List<SupportedApp> apps) {
        return "&package_name=" + joined(apps, SupportedApp::packageName) + "&signature_hash="
                + joined(apps, SupportedApp::signatureHash);
    }

    private static String joined(List<SupportedApp> apps, Function<SupportedApp, String> member) {
        return encoded(apps.stream().map(member).collect(Collectors.joining(",")));
    }

    private static String repeated(List<SupportedApp> apps) {
        return apps.stream()
                .map(app -> "&package_name=" + app.packageName() + "&signature_hash=" + app.signatureHash())
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
