package org.mfasender.local.graph.messages;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes IDs of messages in the form of Meta's: Base64 of the recipient and nine random bytes, each with its length. */
final class MessageIds {
    private static final byte[] BEFORE_RECIPIENT = {0x1c, 0x18};
    private static final byte[] BEFORE_RANDOM = {0x15, 0x02, 0x00, 0x11, 0x18};
    private static final int RANDOM_BYTES = 9;

    private MessageIds() {}

    static String next(String recipient) {
        byte[] random = new byte[RANDOM_BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(BEFORE_RECIPIENT);
        write(bytes, recipient);
        bytes.writeBytes(BEFORE_RANDOM);
        write(bytes, HexFormat.of().withUpperCase().formatHex(random));
        bytes.write(0);
        return "wamid." + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void write(ByteArrayOutputStream bytes, String text) {
        bytes.write(text.length());
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
