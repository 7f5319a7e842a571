package org.mfasender.messages;

import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.templates.PurposeReader;

/** {@code POST …/templates/{templateName}/messages}: sends a passcode. */
public final class SendEndpoint {

    private final MessageSender sender;
    private final StatusWaiting waiting;

    public SendEndpoint(MessageSender sender, StatusWaiting waiting) {
        this.sender = sender;
        this.waiting = waiting;
    }

    public HttpResponse send(HttpRequest request) {
        return send(request, MessageRequestReader.read(request, PurposeReader.read(request)));
    }

    /**
     * Sends what a request of another form asks for, with its environment and preferences.
     *
     * @throws ApiException when Meta has not taken the message, or nobody knows
     */
    public HttpResponse send(HttpRequest request, MessageRequest wanted) {
        return SendResource.answer(request, wanted.purpose(), sender.send(request.environmentId(), wanted), waiting);
    }
}
