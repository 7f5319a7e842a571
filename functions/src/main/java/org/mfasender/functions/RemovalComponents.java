package org.mfasender.functions;

import org.mfasender.platform.config.Configuration;
import org.mfasender.sender.EnvironmentStore;
import org.mfasender.sender.Remover;
import org.mfasender.sender.TemplateDeleter;
import org.mfasender.sweep.Sweep;

/** What removes accounts, and what their runs and deletions left behind. */
final class RemovalComponents {

    private final Components components;
    private final Configuration configuration;

    RemovalComponents(Components components) {
        this.components = components;
        this.configuration = components.configuration();
    }

    Remover remover() {
        return new Remover(
                components.senders(),
                components.templates(),
                components.listings(),
                components.webhookSecrets(),
                components.senderKeys(),
                components.vault(),
                components.executions(),
                components.history(),
                configuration.secretRecoveryDays());
    }

    TemplateDeleter templateDeleter() {
        return new TemplateDeleter(
                components.senders(),
                components.templates(),
                components.webhookSecrets(),
                components.vault(),
                components.graph().templates());
    }

    Sweep sweep() {
        return new Sweep(
                new EnvironmentStore(components.dynamoDb, configuration.table()),
                components.senders(),
                components.listings(),
                components.webhookSecrets(),
                components.vault(),
                remover(),
                components.executions(),
                configuration.secretRecoveryDays(),
                components.clock());
    }
}
