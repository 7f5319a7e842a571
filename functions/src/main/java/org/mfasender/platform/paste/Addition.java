package org.mfasender.platform.paste;

/** What clipboards, pages and chat programs add to a value, or change about it. */
public enum Addition {
    BLANKS("blanks around it"),
    INVISIBLE_CHARACTERS("invisible characters"),
    QUOTES("quotes or other marks around it"),
    BRACKETS("brackets around it"),
    PUNCTUATION("punctuation around it"),
    LABEL("the label in front of it"),
    SCHEME("the word in front of it that names the kind of token"),
    DIGITS("digits of another script, in the place of ordinary ones"),
    WIDTH("characters of full width, in the place of ordinary ones"),
    ENCODING("the encoding of a web page or an address");

    private final String words;

    Addition(String words) {
        this.words = words;
    }

    /** In plain English, for a sentence that says what was removed. */
    public String words() {
        return words;
    }
}
