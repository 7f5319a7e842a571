package org.mfasender.cognito;

import org.jspecify.annotations.Nullable;
import org.mfasender.functions.Components;
import org.mfasender.functions.MessageComponents;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.RecipientReader;
import org.mfasender.platform.config.AwsSettings;
import org.mfasender.platform.config.CognitoSettings;
import software.amazon.awssdk.services.sns.SnsClient;

/** What {@link CodeSender} is made of. */
final class CodeSenders {

    private CodeSenders() {}

    static CodeSender of(CognitoSettings settings, Components components) {
        MessageComponents messages = new MessageComponents(components);
        EnvironmentKeys keys = components.environmentKeys();
        return new CodeSender(
                settings.environment(),
                new CodeDecryption(components.clients().kms(), settings.keyArn()),
                messages.sender(keys),
                fallback(settings.smsText(), components, messages, keys));
    }

    private static CodeSender.@Nullable Fallback fallback(
            @Nullable String text, Components components, MessageComponents messages, EnvironmentKeys keys) {
        if (text == null) {
            return null;
        }
        SmsSender sms = new SmsSender(
                components.clients().withoutRetries(SnsClient.builder(), AwsSettings::sns),
                text,
                messages.messages(),
                keys,
                new SmsSender.Guard(
                        new RecipientReader(),
                        messages.allowedCountries(),
                        messages.knownRecipients(),
                        messages.limits()),
                components.clock());
        return new CodeSender.Fallback(
                new EventLock(messages.messages(), keys, components.clock()), sms, messages.waiting());
    }
}
