package org.mfasender.messages;

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
        MessageRequest wanted = MessageRequestReader.read(request, PurposeReader.read(request));
        return SendResource.answer(request, wanted.purpose(), sender.send(request.environmentId(), wanted), waiting);
    }
}
