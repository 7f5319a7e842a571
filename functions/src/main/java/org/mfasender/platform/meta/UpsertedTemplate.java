package org.mfasender.platform.meta;

/** One row of what a bulk upsert answers. Source: Meta, "Bulk management of authentication templates". */
public record UpsertedTemplate(String id, String status, String language) {}
