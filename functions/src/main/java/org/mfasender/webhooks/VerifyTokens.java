package org.mfasender.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.mfasender.platform.secrets.StackSecret;

/**
 * The verify tokens that an administrator enters at Meta beside the address. They follow from the secret of the stack, so that none is
 * stored; the token of one app says nothing about another's.
 */
public final class VerifyTokens {

    private final StackSecret secret;

    public VerifyTokens(StackSecret secret) {
        this.secret = secret;
    }

    /** The token of an app, in hex. */
    public String of(String appId) {
        byte[] content = ("webhook|" + appId).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Signature.hmac(secret.value().reveal(), content));
    }

    /** Whether a token is that of an app; takes the same time for every wrong one. */
    boolean matches(String appId, String token) {
        return MessageDigest.isEqual(
                of(appId).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
