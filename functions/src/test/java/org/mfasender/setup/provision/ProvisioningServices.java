package org.mfasender.setup.provision;

import java.io.IOException;
import java.time.Duration;
import org.mfasender.AwsServices;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.storage.TemplateStore;

/** DynamoDB and the simulated Meta, whose time is the tests'. */
final class ProvisioningServices implements AutoCloseable {

    final Customer.TestClock clock = new Customer.TestClock();
    private final AwsServices aws;
    private final SimulatedGraph graph;
    private final SenderStore senders;
    private final TemplateStore templates;

    private ProvisioningServices(AwsServices aws) {
        this.aws = aws;
        this.graph = SimulatedGraph.start(0, clock::now, Duration.ZERO);
        this.senders = new SenderStore(aws.dynamoDb(), AwsServices.TABLE, AwsServices.history(aws.dynamoDb()));
        this.templates = new TemplateStore(aws.dynamoDb(), AwsServices.TABLE);
    }

    static ProvisioningServices start() throws IOException {
        return new ProvisioningServices(AwsServices.start());
    }

    @Override
    public void close() {
        graph.close();
        aws.close();
    }

    SimulatedGraph graph() {
        return graph;
    }

    /** A customer with a new account that is good in every respect. */
    Customer customer() {
        return customer(graph.world().newAccount().create());
    }

    Customer customer(SimulatedAccount account) {
        return customer(account, 1000);
    }

    Customer customer(SimulatedAccount account, int creationsPerHour) {
        return new Customer(graph, senders, templates, clock, account, creationsPerHour);
    }
}
