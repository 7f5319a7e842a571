package org.mfasender.webhooks;

import java.util.List;
import java.util.Optional;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckAnswer;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.MetaIds;
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

/** {@code GET …/whatsApp/webhooks}: what is to be entered at Meta, so that it reports what becomes of messages, and whether it is. */
public final class WebhookAddressesEndpoint {

    private final SenderStore senders;
    private final VerifyTokens tokens;
    private final Optional<String> ownAddress;

    /** @param ownAddress where Meta reaches the API; empty when that is where the client reached it */
    public WebhookAddressesEndpoint(SenderStore senders, VerifyTokens tokens, Optional<String> ownAddress) {
        this.senders = senders;
        this.tokens = tokens;
        this.ownAddress = ownAddress;
    }

    public HttpResponse show(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        SenderAccount account = senders.findAccount(environment).orElseThrow(ApiException::noAccount);
        List<AddressPart> addresses = account.connections()
                .map(Connection::appId)
                .distinct()
                .map(app -> part(app, ownAddress.orElseGet(request::base), account))
                .toList();
        return HttpResponse.ok(new WebhookAddressesAnswer(
                Links.self(ApiPath.WEBHOOK_ADDRESSES.href(environment)), Reference.to(environment), addresses));
    }

    private AddressPart part(String app, String base, SenderAccount account) {
        Optional<Connection> checked = account.connections()
                .filter(connection -> connection.appId().equals(app))
                .filter(connection -> found(connection).isPresent())
                .findFirst();
        Optional<Check> found = checked.flatMap(WebhookAddressesEndpoint::found);
        return new AddressPart(
                app,
                base + ApiPath.WEBHOOKS.href(app),
                tokens.of(app),
                found.filter(check -> check.status() != CheckStatus.SKIPPED)
                        .map(check -> check.status() == CheckStatus.PASSED)
                        .orElse(null),
                found.map(check -> CheckAnswer.of(
                                check, MetaIds.of(app, checked.orElseThrow().whatsAppAccountBusinessId())))
                        .orElse(null));
    }

    private static Optional<Check> found(Connection connection) {
        return connection.run().lastly(CheckName.WEBHOOKS_SUBSCRIBED);
    }
}
