package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StoredRecord;

/** The record of a deletion as it is stored. */
record DeletedSenderItem(
        EnvironmentId environmentId,
        long revision,
        long generation,
        String execution,
        String whatsAppAccountBusinessId,
        Instant deletedAt,
        boolean complete)
        implements StoredRecord {

    static DeletedSenderItem of(DeletedSender deleted) {
        return new DeletedSenderItem(
                deleted.environmentId(),
                deleted.revision(),
                deleted.generation(),
                deleted.execution(),
                deleted.whatsAppAccountBusinessId(),
                deleted.deletedAt(),
                deleted.complete());
    }

    DeletedSender toDeleted() {
        return new DeletedSender(
                environmentId, revision, generation, execution, whatsAppAccountBusinessId, deletedAt, complete);
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }
}
