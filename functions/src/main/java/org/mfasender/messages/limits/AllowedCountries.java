package org.mfasender.messages.limits;

import java.util.List;
import java.util.Set;
import org.mfasender.messages.recipients.Recipient;

/** The countries that messages go to: those that are listed, or all when none is. */
public final class AllowedCountries {

    private final Set<String> countries;

    /** @param countries ISO 3166-1 alpha-2 */
    public AllowedCountries(List<String> countries) {
        this.countries = Set.copyOf(countries);
    }

    public boolean allows(Recipient recipient) {
        return countries.isEmpty() || countries.contains(recipient.country());
    }
}
