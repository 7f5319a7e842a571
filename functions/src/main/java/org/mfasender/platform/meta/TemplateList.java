package org.mfasender.platform.meta;

import java.util.List;

/**
 * The templates of a WhatsApp Business Account, of every category, and how many it has and may have.
 *
 * @param whole whether the list was read to its end and has as many rows as Meta counts in it; a list that is cut short is no proof that a
 *     template is gone
 */
public record TemplateList(List<Template> templates, TemplateCapacity capacity, boolean whole) {}
