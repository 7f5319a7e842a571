package org.mfasender.contents;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.mfasender.templates.bindings.TemplateContent;

/** Why a content cannot be bound, removed or previewed. */
sealed interface ContentRefusal {

    /** The environment has no account. */
    record NoAccount() implements ContentRefusal {}

    /** The purpose has no content of this ID. */
    record NoContent() implements ContentRefusal {}

    /** The account's credentials are not stored any more. */
    record NoCredentials() implements ContentRefusal {}

    /** The purpose has a content for this locale and variant already. */
    record Exists(UUID id) implements ContentRefusal {}

    /** The account has as many contents as one may bind by hand. */
    record TooMany(int most) implements ContentRefusal {}

    /** The request would change what is fixed. */
    record Fixed(Set<ContentRequest.Fixed> changes, TemplateContent existing) implements ContentRefusal {}

    /** The chosen template cannot be bound. */
    record Unbindable(List<TemplateObstacle> obstacles) implements ContentRefusal {}

    /** The bound template is no longer at Meta. */
    record TemplateGone() implements ContentRefusal {}

    /** The bound template has a category that must not carry passcodes. */
    record CategoryChanged(String category) implements ContentRefusal {}

    /**
     * Meta has no text of the bound template.
     *
     * @param details what Meta answered, as far as it answered an error
     */
    record NoText(String language, Map<String, Object> details) implements ContentRefusal {}
}
