package org.mfasender.webhooks;

import java.util.List;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.webhooks.WebhookAddressesAnswer.AddressPart;

/** {@code GET …/whatsApp/webhooks}: what to enter at Meta, so that it reports what becomes of messages. */
public final class WebhookAddressesEndpoint {

    private final SenderStore senders;
    private final VerifyTokens tokens;

    public WebhookAddressesEndpoint(SenderStore senders, VerifyTokens tokens) {
        this.senders = senders;
        this.tokens = tokens;
    }

    public HttpResponse show(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        SenderAccount account = senders.findAccount(environment).orElseThrow(ApiException::noAccount);
        List<AddressPart> addresses = account.connections()
                .map(Connection::appId)
                .distinct()
                .map(app -> new AddressPart(app, request.base() + ApiPath.WEBHOOKS.href(app), tokens.of(app)))
                .toList();
        return HttpResponse.ok(new WebhookAddressesAnswer(
                Links.self(ApiPath.WEBHOOK_ADDRESSES.href(environment)), Reference.to(environment), addresses));
    }
}
