package org.mfasender.local.graph.node;

import java.util.Map;

/**
 * Authentication templates of Meta's Template Library, whose sentences differ from the usual one, in English. Source: Meta, "Template
 * Library" (2026-05-21), and a template of a real account in a public repository.
 */
final class LibraryTemplates {
    static final Map<String, String> TEXTS =
            Map.of("verify_transaction_1", "Use code *{{1}}* to authorize your transaction.");

    private LibraryTemplates() {}
}
