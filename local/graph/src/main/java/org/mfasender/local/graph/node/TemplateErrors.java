package org.mfasender.local.graph.node;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.mfasender.local.graph.protocol.GraphException;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.World;

/** The errors of template calls: code 100 with a subcode, and messages for people in the account's language. */
final class TemplateErrors {
    private final boolean german;
    private final boolean unknownHasSubcode;
    private final boolean languageHasSubcode;

    TemplateErrors(World world, Locale language) {
        this.unknownHasSubcode = world.behaves(Behaviour.UNKNOWN_TEMPLATE_HAS_SUBCODE);
        this.languageHasSubcode = !world.behaves(Behaviour.REFUSED_LANGUAGE_HAS_NO_SUBCODE);
        this.german = language.getLanguage().equals("de");
    }

    private GraphException error(int subcode, String title, String message, String germanTitle, String germanMessage) {
        return error(title, message, germanTitle, germanMessage).subcode(subcode);
    }

    private GraphException error(String title, String message, String germanTitle, String germanMessage) {
        GraphException error = new GraphException(400, "OAuthException", 100, "Invalid parameter");
        return explained(error, title, message, germanTitle, germanMessage);
    }

    private GraphException explained(
            GraphException error, String title, String message, String germanTitle, String germanMessage) {
        return error.with("is_transient", Json.bool(false))
                .with("error_user_title", Json.text(german ? germanTitle : title))
                .with("error_user_msg", Json.text(german ? germanMessage : message));
    }

    GraphException beingDeleted(String language, Duration left) {
        String name = Locale.forLanguageTag(language.replace('_', '-')).getDisplayName(Locale.ENGLISH);
        return error(
                2388023,
                "Message Template Language Is Being Deleted",
                "New " + name + " content can't be added while the existing " + name
                        + " content is being deleted. Try again in " + wait(left)
                        + " or consider creating a new message template.",
                "Sprache der Nachrichtenvorlage wird gelöscht",
                "Solange die vorhandenen Inhalte gelöscht werden, können keine neuen hinzugefügt werden.");
    }

    private static String wait(Duration left) {
        if (left.toDays() >= 28) {
            return "4 weeks";
        }
        if (left.toDays() >= 1) {
            return left.toDays() + " days";
        }
        return left.toMinutes() >= 1 ? left.toMinutes() + " minutes" : "less than 1 minute";
    }

    /** A name of Meta's own samples. */
    GraphException sampleName(String name) {
        return error(
                2388155,
                "Message Template Name Already Exists",
                "The name " + name + " is used by a sample message template. Choose another name.",
                "Name der Nachrichtenvorlage ist bereits vorhanden",
                "Der Name " + name + " wird von einer Beispielvorlage verwendet. Wähle einen anderen Namen.");
    }

    /** A name that belongs to Direct Send and cannot be written. */
    GraphException directSendEdit(String name) {
        return error(
                2388318,
                "Message Template Can't Be Edited",
                "The message template " + name + " was created by Direct Send and can't be edited.",
                "Vorlage kann nicht bearbeitet werden",
                "Die Vorlage " + name + " wurde von Direct Send erstellt und kann nicht bearbeitet werden.");
    }

    /** A name that belongs to Direct Send and cannot be deleted. */
    GraphException directSendDeletion(String name) {
        return error(
                2388330,
                "Message Template Can't Be Deleted",
                "The message template " + name + " was created by Direct Send and can't be deleted.",
                "Vorlage kann nicht gelöscht werden",
                "Die Vorlage " + name + " wurde von Direct Send erstellt und kann nicht gelöscht werden.");
    }

    GraphException limitReached(int limit) {
        return error(
                2388019,
                "Message Template Limit Exceeded",
                "This WhatsApp Business account can hold " + limit + " message templates. Delete some and try again.",
                "Höchstzahl der Nachrichtenvorlagen überschritten",
                "Dieses WhatsApp Business-Konto kann " + limit + " Nachrichtenvorlagen enthalten.");
    }

    GraphException badName() {
        return error(
                        2388046,
                        "Invalid Message Template Name",
                        "The message template name can only have lowercase letters, numbers and underscores.",
                        "Ungültiger Name der Nachrichtenvorlage",
                        "Der Name darf nur Kleinbuchstaben, Ziffern und Unterstriche enthalten.")
                .with(
                        "error_data",
                        Json.object().set("blame_field_specs", Json.array().add(Json.strings(List.of("name")))));
    }

    GraphException badLanguage(String language) {
        GraphException error = error(
                "Language Not Supported",
                "The language " + language + " isn't supported for message templates.",
                "Sprache wird nicht unterstützt",
                "Die Sprache " + language + " wird für Nachrichtenvorlagen nicht unterstützt.");
        return languageHasSubcode ? error.subcode(2388049) : error;
    }

    GraphException exists(String language) {
        return error(
                2388024,
                "Content in This Language Already Exists",
                "There is already " + language
                        + " content for this template. You can create a new template and try again.",
                "Inhalt in dieser Sprache ist bereits vorhanden",
                "Für diese Vorlage gibt es bereits Inhalte in " + language + ".");
    }

    GraphException badFormat(int subcode, String problem) {
        return error(subcode, "Invalid Format", problem, "Ungültiges Format", "Das Format der Vorlage ist ungültig.");
    }

    GraphException otherCategory(String present) {
        return error(
                "Category Mismatch",
                "The category AUTHENTICATION doesn't match the one that's already associated with this template, "
                        + present + ".",
                "Kategorie stimmt nicht überein",
                "Die Kategorie AUTHENTICATION entspricht nicht der vorhandenen Kategorie " + present + ".");
    }

    /** Not documented by Meta; several implementers report code, subcode and these texts alike, one of them HTTP 400. */
    GraphException notEligible(int status) {
        return explained(
                        new GraphException(
                                status, "OAuthException", 10, "Application does not have permission for this action"),
                        "Cannot create message template",
                        "This WhatsApp Business account does not have permission to create message template.",
                        "Nachrichtenvorlage kann nicht erstellt werden",
                        "Dieses WhatsApp Business-Konto darf keine Nachrichtenvorlagen erstellen.")
                .subcode(2388185);
    }

    /** The subcode is not documented. */
    GraphException editLimit() {
        return error(
                "Message Template Edit Limit Reached",
                "An approved message template can be edited once in 24 hours and 10 times in 30 days.",
                "Bearbeitungslimit erreicht",
                "Eine genehmigte Vorlage kann einmal in 24 Stunden und 10-mal in 30 Tagen bearbeitet werden.");
    }

    /** The subcode is not documented. */
    GraphException notEditable(String status) {
        return error(
                "Message Template Can't Be Edited",
                "A message template with the status " + status + " can't be edited.",
                "Vorlage kann nicht bearbeitet werden",
                "Eine Vorlage mit dem Status " + status + " kann nicht bearbeitet werden.");
    }

    /** Whether there is a subcode, and which, is not documented. */
    GraphException notFound(String what) {
        GraphException notFound = error(
                "Message Template Not Found",
                "The message template " + what + " doesn't exist in this account.",
                "Nachrichtenvorlage nicht gefunden",
                "Die Nachrichtenvorlage " + what + " ist in diesem Konto nicht vorhanden.");
        return unknownHasSubcode ? notFound.subcode(2593002) : notFound;
    }

    /** The subcode is not documented. */
    GraphException notDeletable() {
        return error(
                "Message Template Can't Be Deleted",
                "A disabled message template can't be deleted.",
                "Vorlage kann nicht gelöscht werden",
                "Eine deaktivierte Vorlage kann nicht gelöscht werden.");
    }
}
