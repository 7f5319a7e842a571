package org.mfasender.templates.plan;

import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.TemplateLedger;

/**
 * What an account has at one moment, and the plan that follows from it.
 *
 * @param ledger with what the survey showed
 */
public record AccountSurvey(AccountTemplates found, TemplateLedger ledger, TemplatePlan plan) {}
