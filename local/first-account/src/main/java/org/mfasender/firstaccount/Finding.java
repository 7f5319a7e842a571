package org.mfasender.firstaccount;

/** A question with what came; all its texts are redacted. */
public record Finding(String name, String asked, String expected, String source, String came, Verdict verdict) {

    static Finding of(Question question, Observation observation, Redaction redaction) {
        return new Finding(
                redaction.of(question.name()),
                redaction.of(question.asked()),
                redaction.of(question.expected()),
                redaction.of(question.source()),
                redaction.of(observation.came()),
                observation.verdict());
    }

    /** For a terminal. */
    String line() {
        return verdict + ": " + name + (verdict == Verdict.OK ? "" : " - " + came);
    }

    String markdown() {
        return "## " + verdict + ": " + name + "\n\n- Asked: " + asked + "\n- Expected: " + expected + "\n- Source: "
                + source + "\n- Came: " + came + "\n\n";
    }
}
