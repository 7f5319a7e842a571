package org.mfasender.platform.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked again, and how, when Meta refuses a field, finds it too much, or fails for the moment. */
class GraphRetriesIT {

    private static final AccessToken TOKEN = AccessToken.unsigned("EAAsimulatedToken");
    private static final String WABA = "217640915503381";
    private static final String ACCOUNT = "{\"id\": \"" + WABA + "\", \"name\": \"Contoso\"}";

    private CannedGraph graph;
    private GraphClient client;

    @BeforeEach
    void start() {
        graph = new CannedGraph();
        client = graph.client();
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @ParameterizedTest
    @CsvSource({"500, 1, 0", "503, 2, 0", "400, 190, 0", "500, 131000, 0", "500, -3, 0"})
    void whatFailsForTheMomentIsAskedOnceMore(int status, int code, int subcode) {
        graph.answering(status, error(code, subcode)).answering(200, ACCOUNT);

        assertThat(client.businessAccount(TOKEN, WABA).name()).isEqualTo("Contoso");
        assertThat(graph.queries()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"400, 190, 463", "403, 368, 0", "400, 80008, 0", "400, 100, 33"})
    void whatDoesNotPassIsNotAskedAgain(int status, int code, int subcode) {
        graph.answering(status, error(code, subcode));

        assertThatThrownBy(() -> client.businessAccount(TOKEN, WABA)).isInstanceOf(GraphException.class);
        assertThat(graph.queries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400, 100", "403, 10", "403, 200", "400, 200", "500, 3", "403, 131005", "400, 4711"})
    void aRefusedFieldIsLeftOutWhateverTheCode(int status, int code) {
        graph.answering(status, error(code, 0)).answering(200, ACCOUNT);

        BusinessAccount account = client.businessAccount(TOKEN, WABA);

        assertThat(account.funded()).isNull();
        assertThat(graph.queries())
                .containsExactly(
                        "fields=id%2Cname%2Ctimezone_id%2Cmessage_template_namespace%2Caccount_review_status%2Cstatus"
                                + "%2Cbusiness_verification_status%2Cowner_business_info%2Cprimary_funding_id"
                                + "%2Cwhatsapp_business_manager_messaging_limit%2Chealth_status",
                        "fields=id%2Cname%2Ctimezone_id%2Cmessage_template_namespace%2Caccount_review_status");
    }

    @Test
    void aFieldOfNumbersThatMetaRefusesIsLeftOut() {
        graph.answering(400, error(100, 0))
                .answering(400, error(100, 0))
                .answering(200, "{\"data\": [{\"id\": \"1\", \"status\": \"CONNECTED\"}]}");

        assertThat(client.phoneNumbers(TOKEN, WABA))
                .singleElement()
                .satisfies(number -> assertThat(number.status()).isEqualTo("CONNECTED"));
        assertThat(graph.queries().get(1)).contains("is_on_biz_app").doesNotContain("health_status");
        assertThat(graph.queries().getLast()).doesNotContain("is_on_biz_app", "health_status");
    }

    @Test
    void aFieldOfTemplatesThatMetaRefusesIsLeftOut() {
        graph.answering(400, error(100, 0)).answering(200, "{\"data\": []}");

        assertThat(client.templates().list(TOKEN, WABA).templates()).isEmpty();
        assertThat(graph.queries().getLast()).doesNotContain("quality_score").contains("components");
    }

    @ParameterizedTest
    @CsvSource({"500, 1, 0", "400, 1, 99", "400, 100, 1487534"})
    void thePagesOfAListThatIsTooMuchAreHalved(int status, int code, int subcode) {
        graph.answering(status, error(code, subcode))
                .answering(status, error(code, subcode))
                .answering(200, """
                        {"data": [], "paging": {"cursors": {"after": "one"}, "next": "https://graph.example"}}""")
                .answering(200, "{\"data\": []}");

        client.templates().list(TOKEN, WABA);

        assertThat(limits()).containsExactly("100", "50", "25", "25");
    }

    @Test
    void aListThatIsTooMuchRowByRowFails() {
        graph.answering(500, error(1, 0));

        assertThatThrownBy(() -> client.templates().list(TOKEN, WABA)).isInstanceOf(GraphException.class);
        assertThat(limits()).containsExactly("100", "50", "25", "12", "6", "3", "1", "1");
    }

    private List<String> limits() {
        return graph.queries().stream()
                .map(query -> query.replaceAll(".*limit=(\\d+).*", "$1"))
                .toList();
    }

    private static String error(int code, int subcode) {
        return "{\"error\": {\"code\": " + code + ", \"error_subcode\": " + subcode + "}}";
    }
}
