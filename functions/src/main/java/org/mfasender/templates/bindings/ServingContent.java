package org.mfasender.templates.bindings;

/**
 * The content that serves a user's locale.
 *
 * @param match how the locale was met
 */
public record ServingContent(UsableContent content, Match match) {

    /** Source: PingOne, "Localization of notifications". */
    public enum Match {
        /** The content has the very locale. */
        EXACT,
        /** The content has the locale's language, without a region. */
        LANGUAGE,
        /** No locale that was asked for is served: the default content is taken. */
        DEFAULT
    }
}
