package org.mfasender.local.graph.protocol;

import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** Random values in the form of {@code fbtrace_id}. */
final class TraceIds {
    private TraceIds() {}

    static String next() {
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        return "A" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
