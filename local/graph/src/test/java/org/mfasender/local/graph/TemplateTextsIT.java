package org.mfasender.local.graph;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates of other categories, whose texts are the business's own. */
class TemplateTextsIT extends WithTemplates {
    private Answer create(String component) {
        return post(good(), path(good()), """
                { "name": "order", "language": "en", "category": "UTILITY", "components": [ %s ] }""".formatted(component));
    }

    private static String text(String type, String text) {
        return """
                { "type": "%s", "text": "%s", "example": {} }""".formatted(type, text);
    }

    @ParameterizedTest
    @CsvSource({
        "HEADER, Two {{1}} variables {{2}} here, 2388047",
        "HEADER, *Bold*, 2388047",
        "BODY, Your order {{1 is there, 2388072",
        "BODY, Your order is {{1}}, 2388299",
        "BODY, {{1}} is there, 2388299",
        "BODY, Order {{1}} {{2}} sent, 2388293",
        "FOOTER, For {{1}} only, 2388073"
    })
    void refusesBadTexts(String type, String text, int subcode) {
        create(text(type, text)).isCode(400, 100, subcode);
    }

    @ParameterizedTest
    @CsvSource({"HEADER, 60", "BODY, 1024", "FOOTER, 60"})
    void refusesLongTexts(String type, int longest) {
        create(text(type, "x".repeat(longest + 1))).isCode(400, 100, 2388040);
        create(text(type, "x".repeat(longest))).isOk();
    }

    @Test
    void wantsAnExampleOfWhatVaries() {
        String good = text("BODY", "Your order {{1}} has been sent today.");
        create(good.replace(", \"example\": {}", "")).isCode(400, 100, 2388043);
        create(good).isOk();
    }
}
