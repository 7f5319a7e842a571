package org.mfasender.messages;

import java.security.SecureRandom;
import java.util.Locale;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.templates.Purpose;

/** {@code POST …/whatsApp/testMessage}: sends a sample to a number of the administrator's own. */
public final class TestMessageEndpoint {

    private final MessageSender sender;
    private final StatusWaiting waiting;
    private final SecureRandom random = new SecureRandom();

    public TestMessageEndpoint(MessageSender sender, StatusWaiting waiting) {
        this.sender = sender;
        this.waiting = waiting;
    }

    public HttpResponse send(HttpRequest request) {
        Secret sample = new Secret(String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000)));
        MessageRequest wanted = MessageRequestReader.readTest(request, Purpose.STRONG_AUTHENTICATION, sample);
        return SendResource.answer(request, wanted.purpose(), sender.send(request.environmentId(), wanted), waiting);
    }
}
