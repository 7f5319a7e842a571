package org.mfasender.local.graph.node;

/**
 * Meta's text in authentication templates. English and Spanish are Meta's own; other languages use English here, because
 * nothing may depend on the text.
 */
record Wording(String code, String security, String footer, String copyCode, String autofill) {
    private static final Wording ENGLISH = new Wording(
            "*{{1}}* is your verification code.",
            " For your security, do not share this code.", "This code expires in %s minutes.", "Copy code", "Autofill");
    private static final Wording SPANISH = new Wording(
            "Tu código de verificación es *{{1}}*.",
            " Por tu seguridad, no lo compartas.",
            "Este código caduca en %s minutos.",
            "Copiar código",
            "Autocompletar");

    static Wording in(String language) {
        return language.equals("es") || language.startsWith("es_") ? SPANISH : ENGLISH;
    }

    String body(boolean withSecurity) {
        return withSecurity ? code + security : code;
    }

    String footer(int minutes) {
        return footer.replace("%s", Integer.toString(minutes));
    }
}
