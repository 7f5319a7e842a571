package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Sha256;

/**
 * The idempotency keys of an account's last requests: at most ten, for a day.
 *
 * @param newest of the request that asked for the newest run, or changed the selection since, if it had one
 * @param remembered oldest first, {@code newest} among them
 */
public record IdempotencyKeys(@Nullable String newest, List<RememberedKey> remembered) {

    public static final IdempotencyKeys NONE = new IdempotencyKeys(null, List.of());

    private static final Duration REMEMBERED_FOR = Duration.ofDays(1);
    private static final int MOST = 10;

    public IdempotencyKeys {
        remembered = List.copyOf(remembered);
    }

    /**
     * The keys as they are stored.
     *
     * @param runStartedAt stands for the time of {@code newest} in an item of a release that remembered that one alone
     */
    static IdempotencyKeys stored(@Nullable String newest, List<RememberedKey> remembered, Instant runStartedAt) {
        if (newest == null || find(newest, remembered) != null) {
            return new IdempotencyKeys(newest, remembered);
        }
        List<RememberedKey> all = new ArrayList<>(remembered);
        all.add(new RememberedKey(Sha256.of(newest), null, runStartedAt));
        return new IdempotencyKeys(newest, all);
    }

    /** What a request's key means; {@code sameAsAccount} says whether the account already is what the request asks for. */
    KeyUse use(SenderRequest request, boolean sameAsAccount, Instant now) {
        String key = request.idempotencyKey();
        if (key == null) {
            return KeyUse.NONE;
        }
        RememberedKey known = find(key, current(now));
        if (known == null) {
            return KeyUse.NEW;
        }
        boolean repeated = known.isOf(request) || (sameAsAccount && (known.content() == null || isNewest(key)));
        return repeated ? KeyUse.REPEATED : KeyUse.REUSED;
    }

    boolean isNewest(@Nullable String key) {
        return key != null && key.equals(newest);
    }

    /** With the key of a request that starts a run. */
    IdempotencyKeys starting(SenderRequest request, Instant now) {
        String key = request.idempotencyKey();
        List<RememberedKey> next = new ArrayList<>(current(now));
        if (key != null) {
            next.add(RememberedKey.of(key, request, now));
        }
        return new IdempotencyKeys(key, next.subList(Math.max(0, next.size() - MOST), next.size()));
    }

    /** With the key of a request that changes the selection alone; without one, the newest stays. */
    IdempotencyKeys selecting(SenderRequest request, Instant now) {
        return request.idempotencyKey() == null ? this : starting(request, now);
    }

    private List<RememberedKey> current(Instant now) {
        return remembered.stream()
                .filter(key -> key.receivedAt().plus(REMEMBERED_FOR).isAfter(now))
                .toList();
    }

    private static @Nullable RememberedKey find(String key, List<RememberedKey> among) {
        String fingerprint = Sha256.of(key);
        return among.stream()
                .filter(known -> known.key().equals(fingerprint))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }
}
