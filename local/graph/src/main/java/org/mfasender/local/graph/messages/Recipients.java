package org.mfasender.local.graph.messages;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is special about recipients; every other one has WhatsApp and gets everything. */
public final class Recipients {
    private final Map<Recipient, Scripted> scripted = new HashMap<>();
    private final Set<Recipient> allowed = new HashSet<>();
    private final Map<Recipient, String> identities = new HashMap<>();

    private record Recipient(String wabaId, String waId) {}

    private record Scripted(MessageProblem problem, int times) {
        @Nullable
        Scripted next() {
            return times == 1 ? null : new Scripted(problem, times - 1);
        }
    }

    /**
     * Makes messages of an account to a recipient fail.
     *
     * @param waId digits
     * @param times how many messages; 0 = all
     */
    public synchronized void fail(String wabaId, String waId, MessageProblem problem, int times) {
        scripted.put(new Recipient(wabaId, waId), new Scripted(problem, times));
    }

    /** Puts a recipient onto the list that the account's test numbers reach. */
    public synchronized void allow(String wabaId, String waId) {
        allowed.add(new Recipient(wabaId, waId));
    }

    /** Says which identity a recipient has, as Meta's webhooks name it. One that has none here has whichever is expected. */
    public synchronized void identify(String wabaId, String waId, String hash) {
        identities.put(new Recipient(wabaId, waId), hash);
    }

    /** Forgets everything about an account's recipients. */
    public synchronized void clear(String wabaId) {
        scripted.keySet().removeIf(recipient -> recipient.wabaId().equals(wabaId));
        allowed.removeIf(recipient -> recipient.wabaId().equals(wabaId));
        identities.keySet().removeIf(recipient -> recipient.wabaId().equals(wabaId));
    }

    synchronized boolean isAllowed(String wabaId, String waId) {
        return allowed.contains(new Recipient(wabaId, waId));
    }

    synchronized boolean hasIdentity(String wabaId, String waId, String hash) {
        return identities.getOrDefault(new Recipient(wabaId, waId), hash).equals(hash);
    }

    /** The problem of the next message; uses it up once. */
    synchronized Optional<MessageProblem> take(String wabaId, String waId) {
        Recipient recipient = new Recipient(wabaId, waId);
        Scripted found = scripted.get(recipient);
        if (found == null) {
            return Optional.empty();
        }
        if (found.times() > 0) {
            scripted.computeIfPresent(recipient, (key, current) -> current.next());
        }
        return Optional.of(found.problem());
    }

    synchronized void clear() {
        scripted.clear();
        allowed.clear();
        identities.clear();
    }
}
