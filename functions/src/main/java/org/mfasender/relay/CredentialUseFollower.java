package org.mfasender.relay;

import org.mfasender.messages.storage.CredentialUseStore;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.sender.FormerCredentialsRemover;

/** Lets go of the former credentials of a connection when Meta has accepted a message with the new ones. */
public final class CredentialUseFollower implements SingleFollower {

    private final FormerCredentialsRemover remover;

    public CredentialUseFollower(FormerCredentialsRemover remover) {
        this.remover = remover;
    }

    @Override
    public boolean follows(ItemChange change) {
        return CredentialUseStore.recorded(change).isPresent();
    }

    @Override
    public void follow(ItemChange change) {
        CredentialUseStore.recorded(change).ifPresent(used -> remover.sent(used.environmentId(), used.version()));
    }
}
