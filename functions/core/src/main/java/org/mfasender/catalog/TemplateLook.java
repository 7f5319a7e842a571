package org.mfasender.catalog;

import org.mfasender.sender.template.AccountTemplates;
import org.mfasender.sender.template.TemplateLedger;
import org.mfasender.sender.template.TemplatePlan;

/**
 * A look at an account, and the plan that follows from it.
 *
 * @param found what the account has
 * @param ledger with what the look brought to light
 */
public record TemplateLook(AccountTemplates found, TemplateLedger ledger, TemplatePlan plan) {}
