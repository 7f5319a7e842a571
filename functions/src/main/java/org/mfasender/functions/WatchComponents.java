package org.mfasender.functions;

import java.util.List;
import org.mfasender.events.Publisher;
import org.mfasender.health.CheckSchedule;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.events.EventBus;
import org.mfasender.relay.Relay;
import org.mfasender.sender.ReportedChanges;
import org.mfasender.sender.SenderIndexStore;
import org.mfasender.setup.dryrun.DryRun;
import org.mfasender.watch.DueChecks;
import org.mfasender.watch.HealthCheck;
import org.mfasender.watch.HealthRecorder;

/** What the watch over senders is made of. */
final class WatchComponents {

    private final Components components;
    private final Configuration configuration;

    WatchComponents(Components components) {
        this.components = components;
        this.configuration = components.configuration();
    }

    SenderIndexStore index() {
        return new SenderIndexStore(components.dynamoDb, configuration.table());
    }

    DueChecks dueChecks() {
        return new DueChecks(index(), components.executions(), new CheckSchedule(configuration.healthCheckPeriod()));
    }

    HealthCheck check() {
        ReportedChanges changes = new ReportedChanges(components.senders(), components.templates(), components.clock());
        HealthRecorder recorder = new HealthRecorder(
                components.senders(), components.templates(), components.listings(), changes, components.clock());
        return new HealthCheck(
                components.senders(),
                components.templates(),
                components.vault(),
                new DryRun(components.graph()),
                components.webhookCheck(),
                recorder,
                components.clock());
    }

    /** Publishes how senders change. */
    Relay announcements() {
        return new Relay(List.of(
                Publisher.ofSenders(new EventBus(components.clients().eventBridge(), configuration.eventBus()))));
    }
}
