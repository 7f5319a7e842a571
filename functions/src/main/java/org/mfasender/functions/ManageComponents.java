package org.mfasender.functions;

import org.mfasender.contents.BindContentEndpoint;
import org.mfasender.contents.ContentBinder;
import org.mfasender.contents.ContentRemover;
import org.mfasender.contents.RemoveContentEndpoint;
import org.mfasender.platform.config.Configuration;
import org.mfasender.policy.ManagePoliciesEndpoint;
import org.mfasender.sender.CandidateRemover;
import org.mfasender.sender.ConnectionRunner;
import org.mfasender.sender.NumberRegistrar;
import org.mfasender.sender.RegistrationEndpoint;
import org.mfasender.sender.RemoveCandidateEndpoint;
import org.mfasender.sender.RunInterval;
import org.mfasender.sender.RunsEndpoint;
import org.mfasender.sender.SendingEndpoint;
import org.mfasender.sender.SendingTurner;
import org.mfasender.senderkeys.ManageSenderKeysEndpoint;
import org.mfasender.senderkeys.SenderKeys;

/** What changes what an account has, beside what is submitted. */
final class ManageComponents {

    private final Components components;
    private final Configuration configuration;

    ManageComponents(Components components) {
        this.components = components;
        this.configuration = components.configuration();
    }

    SendingEndpoint sending() {
        return new SendingEndpoint(components.senders(), new SendingTurner(components.senders()), components.clock());
    }

    ManageSenderKeysEndpoint senderKeys() {
        SenderKeys keys = new SenderKeys(
                components.senders(), components.senderKeys(), components.signingKeyCipher(), configuration.keyArn());
        return new ManageSenderKeysEndpoint(keys, components.clock());
    }

    RemoveCandidateEndpoint candidate() {
        return new RemoveCandidateEndpoint(
                new CandidateRemover(components.senders(), components.executions()),
                components.views(),
                components.clock());
    }

    RunsEndpoint runs() {
        ConnectionRunner runner = new ConnectionRunner(
                components.senders(),
                components.executions(),
                new RunInterval(configuration.runInterval()),
                components.clock());
        return new RunsEndpoint(runner, components.views(), components.clock());
    }

    RegistrationEndpoint registration() {
        NumberRegistrar registrar = new NumberRegistrar(
                components.senders(), components.vault(), components.graph().numbers());
        return new RegistrationEndpoint(registrar, components.metaAnswers());
    }

    BindContentEndpoint binding() {
        ContentBinder binder = new ContentBinder(
                components.senders(), components.templates(), components.catalogs(), components.clock());
        return new BindContentEndpoint(binder, components.metaAnswers());
    }

    RemoveContentEndpoint unbinding() {
        return new RemoveContentEndpoint(new ContentRemover(components.senders(), components.templates()));
    }

    ManagePoliciesEndpoint policies() {
        return new ManagePoliciesEndpoint(components.policies(), components.clock());
    }
}
