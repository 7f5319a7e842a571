package org.mfasender.firstaccount;

import java.io.IOException;

/** Asks a question. */
@FunctionalInterface
interface Experiment {
    Observation observe() throws IOException, InterruptedException;
}
