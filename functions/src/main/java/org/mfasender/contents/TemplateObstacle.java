package org.mfasender.contents;

import java.util.List;
import org.mfasender.templates.catalog.MessageTemplate;

/** Why a chosen template cannot be bound. */
sealed interface TemplateObstacle {

    /** The request names a category that must not carry passcodes. */
    record NotForPasscodes() implements TemplateObstacle {}

    /** The account has no template of the chosen name. */
    record UnknownName() implements TemplateObstacle {}

    /** The account has the name in these languages only. */
    record UnknownLanguage(String name, List<String> languages) implements TemplateObstacle {}

    /** The chosen name and language have one of these IDs. */
    record OtherId(List<String> ids) implements TemplateObstacle {}

    /** The template of the chosen ID is in this language. */
    record OtherLanguage(String language) implements TemplateObstacle {}

    /** A template of this category must not carry passcodes. */
    record OtherCategory(String category) implements TemplateObstacle {}

    /** Meta would not send this template now. */
    record NotApproved(MessageTemplate template) implements TemplateObstacle {}
}
