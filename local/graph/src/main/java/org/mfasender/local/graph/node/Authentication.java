package org.mfasender.local.graph.node;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphRequest;
import org.mfasender.local.graph.world.AccessToken;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.World;

/** Identifies the caller by the token and the {@code appsecret_proof}. */
final class Authentication {
    private final World world;

    Authentication(World world) {
        this.world = world;
    }

    Caller authenticate(GraphRequest request) {
        String token = request.token()
                .orElseThrow(() -> request.segments().getFirst().equals("me")
                        ? GraphErrors.noTokenForMe()
                        : GraphErrors.noToken());
        Caller caller = callerOf(token);
        if (caller.app().blocked() || isRefusedInDevelopment(caller.app())) {
            throw GraphErrors.appBlocked();
        }
        checkProof(caller, token, request.params().text("appsecret_proof"));
        return caller;
    }

    private boolean isRefusedInDevelopment(MetaApp app) {
        return !app.live() && world.behaves(Behaviour.DEVELOPMENT_MODE_REFUSES_CALLS);
    }

    /** The app of an app access token. */
    MetaApp appOf(String appAccessToken) {
        int pipe = appAccessToken.indexOf('|');
        MetaApp app = app(appAccessToken.substring(0, pipe));
        if (!app.accepts(appAccessToken.substring(pipe + 1))) {
            throw GraphErrors.wrongSignature(status());
        }
        return app;
    }

    private MetaApp app(String id) {
        if (world.find(id).orElse(null) instanceof MetaApp app) {
            return app;
        }
        int code = world.behaves(Behaviour.UNKNOWN_APP_IS_CODE_101) ? 101 : 190;
        throw GraphErrors.unknownApp(status(), code);
    }

    static boolean isAppToken(String token) {
        return token.indexOf('|') > 0;
    }

    /** The HTTP status of code 190. */
    int status() {
        return world.behaves(Behaviour.INVALID_TOKEN_IS_HTTP_401) ? 401 : 400;
    }

    private Caller callerOf(String value) {
        if (isAppToken(value)) {
            return new Caller.App(appOf(value));
        }
        AccessToken token = world.token(value).orElseThrow(() -> GraphErrors.unparseableToken(status()));
        Instant now = world.now();
        TokenState state = token.stateAt(now);
        if (state != TokenState.VALID) {
            throw GraphErrors.endedSession(status(), state, ended(token, now), now);
        }
        return new Caller.User(app(token.appId()), world.user(token.userId()), token);
    }

    /** When a token expired; now when it has no expiry. */
    static Instant ended(AccessToken token, Instant now) {
        return Optional.ofNullable(token.expiresAt()).orElse(now);
    }

    private void checkProof(Caller caller, String token, Optional<String> proof) {
        if (proof.isEmpty()) {
            if (caller.app().proofRequired() && caller instanceof Caller.User) {
                throw GraphErrors.proofMissing();
            }
            return;
        }
        byte[] expected = proofOf(caller.app().secret(), token).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, proof.get().getBytes(StandardCharsets.UTF_8))) {
            throw GraphErrors.proofWrong(world.behaves(Behaviour.WRONG_PROOF_IS_CODE_104) ? 104 : 100);
        }
    }

    /** Lower-case hexadecimal HMAC-SHA256 of the token under the secret. */
    static String proofOf(String secret, String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
