package org.mfasender.numbers;

/** Who has to act so that a number can send, or sends well. */
public enum Actor {
    META,
    ADMINISTRATOR
}
