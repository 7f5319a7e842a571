package org.mfasender.policy;

/** How long a passcode is valid, as PingOne writes it. */
record PolicyLifetime(int duration, Unit timeUnit) {

    enum Unit {
        SECONDS(1),
        MINUTES(60);

        private final int seconds;

        Unit(int seconds) {
            this.seconds = seconds;
        }
    }

    long seconds() {
        return (long) duration * timeUnit.seconds;
    }

    @Override
    public String toString() {
        return duration + " " + timeUnit;
    }
}
