package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.templates.bindings.TemplateContent;

/**
 * An account with what is stored apart of it.
 *
 * @param shown of the connection that the account shows
 * @param candidate of the candidate beside it; empty without one
 */
public record AccountView(SenderAccount account, Details shown, Details candidate) {

    /** As a reader should see it: see {@link SenderAccount#asSeenAt}. */
    public AccountView asSeenAt(Instant now) {
        return new AccountView(account.asSeenAt(now), shown, candidate);
    }

    /** What is stored apart of a connection: its numbers, and the contents of its WhatsApp Business Account. */
    public record Details(List<SenderNumber> numbers, List<TemplateContent> contents) {

        static final Details NONE = new Details(List.of(), List.of());
    }
}
