package org.mfasender.messages;

import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.templates.PurposeReader;

/** {@code POST …/templates/{templateName}/messages}: sends a passcode. */
public final class SendEndpoint {

    private final MessageSender sender;

    public SendEndpoint(MessageSender sender) {
        this.sender = sender;
    }

    public HttpResponse send(HttpRequest request) {
        MessageRequest wanted = MessageRequestReader.read(request, PurposeReader.read(request));
        return SendResource.answer(wanted.purpose(), SendReport.reported(sender.send(request.environmentId(), wanted)));
    }
}
