package org.mfasender.workflow;

import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.storage.TemplateStore;

/**
 * What every step works with.
 *
 * @param pause how long to wait when Meta limits the rate and names no time, or fails
 */
public record StepTools(
        SenderStore store,
        TemplateStore templates,
        NumberListings listings,
        CredentialVault vault,
        GraphClient graph,
        Pause pause,
        Clock clock) {}
