package org.mfasender.setup.provision;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.setup.provision.CreationResult.Refused;

/**
 * Whether Meta takes authentication templates of this account. A refusal without a reason may concern the account or only its
 * language: a second one decides.
 */
final class Eligibility {

    private boolean proven;
    private @Nullable Refused suspicion;

    /** @param proven whether the account holds authentication templates that Meta took */
    Eligibility(boolean proven) {
        this.proven = proven;
    }

    void prove() {
        proven = true;
    }

    /** Whether Meta takes them, as far as this turn showed. */
    boolean isProven() {
        return proven;
    }

    /** Sets a refusal of one language aside; false when one is set aside already. */
    boolean suspect(Refused refused) {
        if (suspicion != null) {
            return false;
        }
        suspicion = refused;
        return true;
    }

    /** The refusal that was set aside. */
    Optional<Refused> takeSuspicion() {
        Optional<Refused> taken = Optional.ofNullable(suspicion);
        suspicion = null;
        return taken;
    }
}
