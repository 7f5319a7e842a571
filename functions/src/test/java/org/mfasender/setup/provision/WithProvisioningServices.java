package org.mfasender.setup.provision;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests that share services, started once a class; Meta is as at the start for each test. */
abstract class WithProvisioningServices {

    static ProvisioningServices services;

    @BeforeAll
    static void start() throws IOException {
        services = ProvisioningServices.start();
    }

    @BeforeEach
    void reset() {
        services.graph().reset();
    }

    @AfterAll
    static void stop() {
        services.close();
    }
}
