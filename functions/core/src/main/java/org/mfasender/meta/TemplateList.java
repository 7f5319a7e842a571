package org.mfasender.meta;

import java.util.List;

/** The templates of a WhatsApp Business Account, of every category, and how many it holds and may hold. */
public record TemplateList(List<Template> templates, TemplateCapacity capacity) {}
