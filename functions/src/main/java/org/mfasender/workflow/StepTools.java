package org.mfasender.workflow;

import java.time.Duration;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.storage.TemplateStore;

/**
 * What every step works with.
 *
 * @param throttleWait how long to wait when Meta limits the rate and names no time
 */
public record StepTools(
        SenderStore store,
        TemplateStore templates,
        NumberListings listings,
        CredentialVault vault,
        GraphClient graph,
        Duration throttleWait,
        Clock clock) {}
