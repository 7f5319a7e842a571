package org.mfasender.sender;

import java.util.List;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;

/**
 * An account with all that is stored about the templates of the connection that it shows.
 *
 * @param templates as last listed
 */
public record ExpandedView(AccountView view, List<MessageTemplate> templates, TemplateLedger ledger) {}
