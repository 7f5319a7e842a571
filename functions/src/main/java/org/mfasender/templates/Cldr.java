package org.mfasender.templates;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What CLDR says about locales: from which one inherits, and which script and region one means that does not say so. */
final class Cldr {

    private static final ResourceBundle TABLE = ResourceBundle.getBundle("org.mfasender.templates.cldr", Locale.ROOT);

    private Cldr() {}

    /** A locale in its parts, in CLDR's spelling. */
    private record Tag(
            String language,
            @Nullable String script,
            @Nullable String region) {

        static Tag of(String text) {
            String[] subtags = text.split("-", -1);
            boolean scripted = subtags.length > 1 && subtags[1].length() == 4;
            int region = scripted ? 2 : 1;
            return new Tag(subtags[0], scripted ? subtags[1] : null, subtags.length > region ? subtags[region] : null);
        }

        Tag withScript(@Nullable String other) {
            return new Tag(language, other, region);
        }

        Tag withRegion(@Nullable String other) {
            return new Tag(language, script, other);
        }

        @Override
        public String toString() {
            return language + (script == null ? "" : "-" + script) + (region == null ? "" : "-" + region);
        }
    }

    /** A locale, every other spelling of it, and those from which it inherits: the nearest first. */
    static List<String> lineage(String locale) {
        Set<String> lineage = new LinkedHashSet<>();
        lineage.add(locale);
        Tag tag = Tag.of(locale);
        addTo(lineage, tag);
        String alias = value("alias." + tag.language());
        if (alias != null) {
            Tag replaced = Tag.of(alias);
            addTo(
                    lineage,
                    tag.script() == null
                            ? replaced.withRegion(tag.region())
                            : new Tag(replaced.language(), tag.script(), tag.region()));
        }
        return List.copyOf(lineage);
    }

    /** The region that a locale means when it has none; null when CLDR does not know. */
    static @Nullable String likelyRegion(String locale) {
        String likely = value("likely." + locale);
        return likely == null ? null : Tag.of(likely).region();
    }

    private static void addTo(Set<String> lineage, Tag first) {
        for (Tag tag = plain(first); tag != null; tag = parent(tag)) {
            addSpellings(lineage, tag);
        }
    }

    /** As CLDR names the locale: with a script only if it is not the one that the language has everywhere. */
    private static Tag plain(Tag tag) {
        String usual = script(tag.language());
        String ofRegion = likelyScript(tag);
        String script = tag.script() == null ? ofRegion : tag.script();
        boolean meant = script == null || (script.equals(usual) && script.equals(ofRegion));
        return tag.withScript(meant ? null : script);
    }

    private static @Nullable Tag parent(Tag tag) {
        String parent = value("parent." + tag);
        if (parent != null) {
            return plain(Tag.of(parent));
        }
        // CLDR's rule "nonlikelyScript": a language in another script inherits from none.
        return tag.region() == null ? null : plain(tag.withRegion(null));
    }

    private static void addSpellings(Set<String> lineage, Tag tag) {
        lineage.add(tag.toString());
        String script = tag.script();
        if (script == null) {
            lineage.add(tag.withScript(script(tag.language())).toString());
            return;
        }
        String usualRegion = likelyRegion(tag.language() + "-" + script);
        if (tag.region() == null) {
            addWithoutScript(lineage, tag.withRegion(usualRegion));
        } else if (!tag.region().equals(usualRegion)) {
            addWithoutScript(lineage, tag);
        }
    }

    /** Also as its language and region alone, if they stand for its script. */
    private static void addWithoutScript(Set<String> lineage, Tag tag) {
        lineage.add(tag.toString());
        Tag bare = tag.withScript(null);
        if (tag.region() != null && tag.script() != null && tag.script().equals(likelyScript(bare))) {
            lineage.add(bare.toString());
        }
    }

    /** The script that a language has in a region. */
    private static @Nullable String likelyScript(Tag tag) {
        String ofRegion = tag.region() == null ? null : value("likely." + tag.language() + "-" + tag.region());
        return ofRegion == null ? script(tag.language()) : Tag.of(ofRegion).script();
    }

    private static @Nullable String script(String language) {
        String likely = value("likely." + language);
        return likely == null ? null : Tag.of(likely).script();
    }

    private static @Nullable String value(String key) {
        return TABLE.containsKey(key) ? TABLE.getString(key) : null;
    }
}
