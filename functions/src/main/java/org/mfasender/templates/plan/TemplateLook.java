package org.mfasender.templates.plan;

import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.TemplateLedger;

/**
 * A look at an account, and the plan that follows from it.
 *
 * @param found what the account has
 * @param ledger with what the look brought to light
 */
public record TemplateLook(AccountTemplates found, TemplateLedger ledger, TemplatePlan plan) {}
