package org.mfasender.firstaccount;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void wordsOfTheContractStayAndNothingElseDoes() throws Exception {
        assertThat(shape("""
                        {"status": "READY", "verifiedName": "Contoso", "count": 4711, "code": 190, "usable": true, "none": null,
                         "checks": [{"name": "tokenValid", "message": "Jane's token"}, {"name": "tokenValid", "message": "another"}]}
                        """))
                .isEqualTo("{status: READY, verifiedName: text, count: number, code: 190, usable: true, none: null,"
                        + " checks: [{name: tokenValid, message: text}]}");
    }

    @Test
    void aWordThatIsNoneIsAText() throws Exception {
        assertThat(shape("{\"status\": \"+43 660 5550100\", \"name\": \"Jane Doe\"}"))
                .isEqualTo("{status: text, name: text}");
    }

    private static String shape(String json) throws Exception {
        return Shape.of(new ObjectMapper().readTree(json));
    }
}
