package org.mfasender.messages;

import java.util.List;
import java.util.Map;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.Message.Addressee;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.limits.Conversions;
import org.mfasender.messages.limits.PasscodeOutcome;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.platform.observe.Dimension;
import org.mfasender.platform.observe.Metric;
import org.mfasender.platform.observe.Observation;

/** {@code POST …/messages/{messageId}/outcome}: a caller says whether a passcode was used. */
public final class OutcomeEndpoint {

    private static final String OUTCOME = "outcome";

    private final MessageStore store;
    private final Conversions conversions;
    private final Clock clock;

    public OutcomeEndpoint(MessageStore store, Conversions conversions, Clock clock) {
        this.store = store;
        this.conversions = conversions;
        this.clock = clock;
    }

    public HttpResponse report(HttpRequest request) {
        PasscodeOutcome outcome = outcome(MemberReader.ofBody(request));
        Message message = MessagePathReader.read(request)
                .flatMap(id -> store.find(request.environmentId(), id, clock.now()))
                .orElseThrow(MessagePathReader::noMessage);
        Sending sending = message.sending();
        if (message.state() == MessageState.REFUSED) {
            throw conflict("This message was refused: nobody has its passcode.");
        }
        // Without it, only a status of Meta's is known, and not whom the message was for.
        if (sending != null) {
            count(message, sending.addressee(), outcome);
        }
        return HttpResponse.NO_CONTENT;
    }

    private static PasscodeOutcome outcome(MemberReader body) {
        if (body.lacks(OUTCOME)) {
            body.fault(Violation.required(OUTCOME, "This member is missing."));
        }
        PasscodeOutcome outcome = body.oneOf(OUTCOME, PasscodeOutcome.class);
        body.refuseFaults();
        if (outcome == null) {
            throw new IllegalStateException("A missing outcome is a fault");
        }
        return outcome;
    }

    private void count(Message message, Addressee addressee, PasscodeOutcome outcome) {
        PasscodeOutcome counted = conversions.count(
                message.environmentId(), message.id(), addressee.range(), addressee.country(), outcome, clock.now());
        if (counted != outcome) {
            throw conflict("The outcome of this message is " + counted + " already.");
        }
        Observation.current()
                .ifPresent(observation -> observation.measure(
                        Map.of(Dimension.OUTCOME, outcome.name(), Dimension.COUNTRY, addressee.country()),
                        Map.of(Metric.PASSCODE_OUTCOMES, 1)));
    }

    private static ApiException conflict(String message) {
        return ApiException.invalidData(409, List.of(new Violation(Code.CONSTRAINT_VIOLATION, OUTCOME, message)));
    }
}
