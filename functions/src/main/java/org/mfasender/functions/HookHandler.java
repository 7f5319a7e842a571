package org.mfasender.functions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mfasender.hooks.HookEndpoint;
import org.mfasender.hooks.KeyCheck;
import org.mfasender.hooks.ProductResource;
import org.mfasender.hooks.neutral.NeutralResource;
import org.mfasender.hooks.okta.OktaResource;
import org.mfasender.hooks.pingone.PingOneResource;
import org.mfasender.hooks.supabase.SupabaseResource;
import org.mfasender.hooks.zitadel.ZitadelResource;
import org.mfasender.messages.SendEndpoint;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpFunction;
import org.mfasender.platform.http.Routes;

/** {@code hook}: a passcode leaves for a phone, because an identity product asks for it. */
public final class HookHandler extends HttpFunction {

    private static final List<ProductResource> PRODUCTS = List.of(
            new NeutralResource(),
            new OktaResource(),
            new PingOneResource(),
            new SupabaseResource(),
            new ZitadelResource());

    public HookHandler() {
        this(Configuration.ofProcess());
    }

    public HookHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    /** Its callers have no token, so none names an environment: their key is of one. */
    private HookHandler(Components components) {
        super(Optional.empty(), routes(components));
    }

    private static Routes routes(Components components) {
        MessageComponents messages = new MessageComponents(components);
        HookEndpoint hook = new HookEndpoint(
                PRODUCTS,
                new KeyCheck(components.senderKeys(), components.signingKeyCipher()),
                new SendEndpoint(messages.sender(components.environmentKeys()), messages.waiting()),
                components.clock());
        return new Routes().post(ApiPath.HOOK, hook::send).post(ApiPath.HOOK_OF_PURPOSE, hook::send);
    }
}
