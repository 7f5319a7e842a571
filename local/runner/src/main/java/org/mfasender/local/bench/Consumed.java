package org.mfasender.local.bench;

/** Units of reading and writing that requests consumed in DynamoDB. */
public record Consumed(double readUnits, double writeUnits) {

    /** By no request. */
    public static final Consumed NOTHING = new Consumed(0, 0);

    /** Both together. */
    public Consumed plus(Consumed other) {
        return new Consumed(readUnits + other.readUnits, writeUnits + other.writeUnits);
    }
}
