package org.mfasender.functions;

import java.util.Map;
import org.mfasender.contents.BindContentEndpoint;
import org.mfasender.contents.ContentBinder;
import org.mfasender.contents.ContentRemover;
import org.mfasender.contents.RemoveContentEndpoint;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpFunction;
import org.mfasender.platform.http.Routes;

/** {@code manage}: changes what an account has, beside its credentials. */
public final class ManageHandler extends HttpFunction {

    public ManageHandler() {
        this(Configuration.ofProcess());
    }

    public ManageHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    private ManageHandler(Components components) {
        super(components.environmentClaim(), routes(components));
    }

    private static Routes routes(Components components) {
        ContentBinder binder = new ContentBinder(
                components.senders(), components.templates(), components.catalogs(), components.clock());
        BindContentEndpoint bind = new BindContentEndpoint(binder, components.metaAnswers());
        RemoveContentEndpoint remove =
                new RemoveContentEndpoint(new ContentRemover(components.senders(), components.templates()));
        return new Routes()
                .post(ApiPath.CONTENTS, bind::add)
                .put(ApiPath.CONTENT, bind::replace)
                .delete(ApiPath.CONTENT, remove::remove);
    }
}
