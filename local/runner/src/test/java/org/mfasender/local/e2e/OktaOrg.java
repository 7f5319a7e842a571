package org.mfasender.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An Okta organization with a telephony inline hook: what it sends, and what it does with an answer.
 *
 * @param key the secret of the header {@code Authorization}
 * @param errorEnds of an error with status 200, Okta's reference says both that nobody then delivers the passcode, and that Okta does
 * @see <a href="https://developer.okta.com/docs/reference/telephony-hook/">Telephony inline hook reference</a>
 */
record OktaOrg(HooksApi hooks, String key, boolean errorEnds) {

    /** Who delivers a passcode in the end. */
    enum By {
        HOOK,
        OKTA,
        NOBODY
    }

    /** @param answers of the hook, which is called twice at most */
    record Course(By by, List<SenderApi.Answer> answers) {

        SenderApi.Answer last() {
            return answers.getLast();
        }
    }

    static OktaOrg withHook(HooksApi hooks) {
        JsonNode made =
                hooks.makeKey(HooksApi.named("Okta").put("kind", "OKTA")).body();
        return new OktaOrg(hooks, made.path("key").asText(), true);
    }

    OktaOrg reading(boolean ends) {
        return new OktaOrg(hooks, key, ends);
    }

    /** A passcode for sign-in. */
    Course deliver(String to, String code) {
        return deliver(request("com.okta.user.telephony.mfa-verification", "SMS", to, code));
    }

    /** As documented: one retry, and none after 2xx and 4xx. */
    Course deliver(String body) {
        List<SenderApi.Answer> answers = new ArrayList<>(List.of(call(body)));
        if (answers.getLast().status() >= 500) {
            answers.add(call(body));
        }
        return new Course(by(answers.getLast()), answers);
    }

    private By by(SenderApi.Answer answer) {
        if (answer.status() != 200) {
            return By.OKTA;
        }
        if (answer.body().has("error")) {
            return errorEnds ? By.NOBODY : By.OKTA;
        }
        JsonNode command = answer.body().at("/commands/0");
        return command.path("type").asText().equals("com.okta.telephony.action")
                        && command.at("/value/0/status").asText().equals("SUCCESSFUL")
                ? By.HOOK
                : By.OKTA;
    }

    SenderApi.Answer call(String body) {
        return hooks.post(
                "/okta", body, "Authorization", key, "Content-Type", "application/json", "Accept", "application/json");
    }

    /** The documented sample. */
    static String request(String requestType, String channel, String to, String code) {
        return """
                {"eventId": "uS5871kJThSsU8qlA1LTcg", "eventTime": "2026-01-28T21:43:40.000Z",
                 "eventType": "com.okta.telephony.provider", "eventTypeVersion": "1.0", "contentType": "application/json",
                 "cloudEventVersion": "0.1", "source": "https://example.okta.com/api/v1/inlineHooks/calz6lVQA77AwFeEe0g3",
                 "requestType": "%s",
                 "data": {"context": {"request": {"id": "reqRgSk8IBBRhuo0YdlEDTmUw", "method": "POST",
                                                  "url": {"value": "/api/v1/authn/factors"}, "ipAddress": "127.0.0.1"}},
                          "userProfile": {"firstName": "test", "lastName": "user", "login": "test.user@example.com",
                                          "userId": "00uyxxSknGtK8022w0g3"},
                          "messageProfile": {"msgTemplate": "Your code is %4$s", "phoneNumber": "%3$s",
                                             "otpExpires": "2026-01-28T21:48:34.321Z", "deliveryChannel": "%2$s",
                                             "otpCode": "%4$s", "locale": "EN-US"}}}""".formatted(requestType, channel, to, code);
    }
}
