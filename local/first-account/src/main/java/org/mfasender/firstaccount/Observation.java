package org.mfasender.firstaccount;

/** What came, and what follows from it. */
record Observation(Verdict verdict, String came) {

    static Observation of(boolean asExpected, String came) {
        return new Observation(asExpected ? Verdict.OK : Verdict.DIFFERENT, came);
    }

    static Observation notChecked(String reason) {
        return new Observation(Verdict.NOT_CHECKED, reason);
    }
}
