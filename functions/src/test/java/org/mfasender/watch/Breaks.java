package org.mfasender.watch;

import static org.mfasender.local.graph.world.Behaviour.ADMINS_NEED_ASSIGNMENT;
import static org.mfasender.local.graph.world.Behaviour.DEVELOPMENT_MODE_REFUSES_CALLS;
import static org.mfasender.local.graph.world.Behaviour.INVALID_TOKEN_IS_HTTP_401;
import static org.mfasender.local.graph.world.Behaviour.MINIMAL_INVALID_TOKEN;
import static org.mfasender.local.graph.world.Behaviour.MISSING_PERMISSION_IS_CODE_10;
import static org.mfasender.local.graph.world.Behaviour.UNASSIGNED_ACCOUNT_IS_UNKNOWN;
import static org.mfasender.local.graph.world.Behaviour.UNKNOWN_APP_IS_CODE_101;
import static org.mfasender.local.graph.world.Behaviour.WRONG_PROOF_IS_CODE_104;
import static org.mfasender.watch.Break.health;
import static org.mfasender.watch.Break.ofAccount;
import static org.mfasender.watch.Break.ofNumber;
import static org.mfasender.watch.Break.scope;
import static org.mfasender.watch.Break.templates;
import static org.mfasender.watch.Break.token;
import static org.mfasender.watch.Break.webhooks;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mfasender.local.graph.protocol.Fault.Kind;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.Health;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.sender.SenderStatus;

/**
 * The ways in which a sender that works breaks at Meta, and what looks like one. What is not confirmed about Meta's behaviour is tried both
 * ways. {@code docs/operate.md} says which of them Meta also reports by webhook.
 */
final class Breaks {

    private static final SenderStatus ACT = SenderStatus.ACTION_REQUIRED;
    private static final SenderStatus NUMBER = SenderStatus.NUMBER_REQUIRED;
    private static final SenderStatus DEGRADED = SenderStatus.DEGRADED;

    private static final String LIMIT = "whatsapp_business_manager_messaging_limit";
    private static final String REVIEW = "account_review_status";
    private static final String VERIFICATION = "business_verification_status";
    private static final String FUNDING = "primary_funding_id";

    private Breaks() {}

    static Stream<Break> all() {
        return Stream.of(ofToken(), ofApp(), ofUser(), ofAccounts(), ofNumbers(), ofTemplates(), ofWebhooks())
                .flatMap(breaks -> breaks);
    }

    private static Stream<Break> ofToken() {
        return Stream.concat(
                Arrays.stream(TokenState.values())
                        .filter(state -> state != TokenState.VALID)
                        .map(Break::token),
                Stream.of(
                        token(TokenState.REVOKED).where(INVALID_TOKEN_IS_HTTP_401),
                        token(TokenState.REVOKED).where(MINIMAL_INVALID_TOKEN),
                        scope("business_management", "scopeBusinessManagement"),
                        scope("whatsapp_business_management", "scopeWhatsAppBusinessManagement"),
                        scope("whatsapp_business_management", "scopeWhatsAppBusinessManagement")
                                .where(MISSING_PERMISSION_IS_CODE_10),
                        scope("whatsapp_business_messaging", "scopeWhatsAppBusinessMessaging"),
                        elsewhere(),
                        elsewhere().where(UNASSIGNED_ACCOUNT_IS_UNKNOWN)));
    }

    private static Break elsewhere() {
        return new Break(
                "the token is limited to another account",
                sender -> sender.token(token -> token.limitedTo(Set.of("217640915599999"))),
                WatchedSender::restoreToken,
                DEGRADED,
                "wabaReadable");
    }

    private static Stream<Break> ofApp() {
        Break deleted = new Break(
                "the app is deleted",
                sender -> sender.world().remove(sender.appId()),
                WatchedSender::restoreApp,
                DEGRADED,
                "appCredentials");
        Break otherSecret = new Break(
                "the App Secret was reset",
                sender -> sender.appSecret("simulatedOtherSecret"),
                sender -> sender.appSecret(sender.knownAppSecret()),
                DEGRADED,
                "appCredentials");
        return Stream.of(
                new Break(
                        "the app is blocked",
                        sender -> sender.app().block(true),
                        sender -> sender.app().block(false),
                        DEGRADED,
                        "appCredentials"),
                deleted,
                deleted.where(UNKNOWN_APP_IS_CODE_101),
                otherSecret,
                otherSecret.where(WRONG_PROOF_IS_CODE_104),
                new Break(
                                "the app is in development mode",
                                sender -> sender.app().live(false),
                                sender -> sender.app().live(true),
                                DEGRADED,
                                "appCredentials")
                        .where(DEVELOPMENT_MODE_REFUSES_CALLS));
    }

    private static Stream<Break> ofUser() {
        Break unassigned = new Break(
                        "the system user is no longer assigned",
                        sender -> sender.assign(Set.of()),
                        sender -> sender.assign(Set.of("FULL_CONTROL")),
                        DEGRADED,
                        "wabaReadable")
                .after(sender -> sender.assign(Set.of("FULL_CONTROL")))
                .where(ADMINS_NEED_ASSIGNMENT);
        return Stream.of(
                new Break(
                        "the system user is no administrator any more",
                        sender -> sender.role("EMPLOYEE"),
                        sender -> sender.role("ADMIN"),
                        DEGRADED,
                        "wabaReadable"),
                new Break(
                                "the system user is no administrator any more, and has too few tasks",
                                sender -> sender.role("EMPLOYEE"),
                                sender -> sender.role("ADMIN"),
                                DEGRADED,
                                "systemUserIsAdmin")
                        .after(sender -> sender.assign(Set.of("VIEW_TEMPLATES"))),
                unassigned,
                unassigned.where(UNASSIGNED_ACCOUNT_IS_UNKNOWN),
                unassigned.where(MISSING_PERMISSION_IS_CODE_10));
    }

    private static Stream<Break> ofAccounts() {
        return Stream.of(
                ofAccount("the limit is lowered", LIMIT, "TIER_250", "TIER_2K", DEGRADED, "messagingLimit"),
                ofAccount("the account is rejected", REVIEW, "REJECTED", "APPROVED", ACT, "accountReviewed"),
                ofAccount("the account is reviewed again", REVIEW, "PENDING", "APPROVED", DEGRADED, "accountReviewed"),
                ofAccount("the account is disabled", "status", "DISABLED", "ACTIVE", ACT, "accountHealthy"),
                ofAccount("the account has another state", "status", "SUSPENDED", "ACTIVE", DEGRADED, "accountHealthy"),
                ofAccount(
                        "the verification is revoked",
                        VERIFICATION,
                        "revoked",
                        "verified",
                        DEGRADED,
                        "businessVerified"),
                new Break(
                        "the payment method is removed",
                        sender -> sender.waba().remove(FUNDING),
                        sender -> sender.waba().set(FUNDING, "590012345678901"),
                        ACT,
                        "paymentMethod"),
                refusing("the account is locked", Kind.ACCOUNT_LOCKED),
                refusing("the account is blocked for its policy", Kind.POLICY_BLOCK),
                new Break(
                        "the account is gone",
                        sender -> sender.world().remove(sender.waba().id()),
                        WatchedSender::restoreWaba,
                        DEGRADED,
                        "wabaReadable"),
                blocked("the account is blocked", 131031, ACT),
                blocked("the account has no payment method", 141006, ACT),
                health(
                        "the account is limited",
                        sender -> sender.waba().id(),
                        Health.limited("Business verification is open."),
                        DEGRADED,
                        "accountHealthy"),
                health(
                        "the portfolio is limited",
                        sender -> sender.waba().businessId(),
                        Health.limited("The business is restricted."),
                        DEGRADED,
                        "accountHealthy"),
                health(
                        "the portfolio is blocked",
                        sender -> sender.waba().businessId(),
                        Health.blocked(141010, "Not verified.", "Verify the business."),
                        ACT,
                        "accountHealthy"),
                health(
                        "the app's health is blocked",
                        WatchedSender::appId,
                        Health.blocked(141011, "Restricted.", "Appeal."),
                        ACT,
                        "accountHealthy"));
    }

    /** Codes 131031 and 368 as answers, where nothing of the account can be read. */
    private static Break refusing(String name, Kind kind) {
        return new Break(
                name,
                sender -> sender.refuseAccount(kind),
                sender -> sender.faults().clear(),
                ACT,
                "wabaReadable");
    }

    private static Break blocked(String name, int code, SenderStatus status) {
        return health(
                name,
                sender -> sender.waba().id(),
                Health.blocked(code, "Locked.", "Appeal."),
                status,
                "accountHealthy");
    }

    private static Stream<Break> ofNumbers() {
        Stream<Break> statuses = Stream.of(
                        "RESTRICTED",
                        "RATE_LIMITED",
                        "FLAGGED",
                        "DISCONNECTED",
                        "UNVERIFIED",
                        "MIGRATED",
                        "DELETED",
                        "NEW_WORD")
                .map(word -> ofNumber("the number is " + word, "status", word, "CONNECTED", NUMBER, "senderNumber"));
        return Stream.concat(
                statuses,
                Stream.of(
                        new Break(
                                "the number is banned",
                                sender -> sender.number().banned(),
                                sender -> sender.number()
                                        .set("status", "CONNECTED")
                                        .set("quality_rating", "GREEN"),
                                NUMBER,
                                "senderNumber"),
                        ofNumber(
                                "the number is registered nowhere",
                                "platform_type",
                                "NOT_APPLICABLE",
                                "CLOUD_API",
                                NUMBER,
                                "senderNumber"),
                        ofNumber(
                                "the number is on another platform",
                                "platform_type",
                                "ON_PREMISE",
                                "CLOUD_API",
                                NUMBER,
                                "senderNumber"),
                        ofNumber(
                                "the number is a test number",
                                "account_mode",
                                "SANDBOX",
                                "LIVE",
                                NUMBER,
                                "senderNumber"),
                        ofNumber(
                                "the number's quality is low",
                                "quality_rating",
                                "RED",
                                "GREEN",
                                DEGRADED,
                                "numberQuality"),
                        new Break(
                                "the number has left the account",
                                sender -> sender.world().remove(sender.number()),
                                WatchedSender::restoreNumber,
                                NUMBER,
                                "senderNumber"),
                        health(
                                "the number's health is blocked",
                                sender -> sender.number().id(),
                                Health.blocked(131031, "Locked.", "Appeal."),
                                NUMBER,
                                "senderNumber"),
                        further(
                                "is banned",
                                number -> number.banned(),
                                number -> number.set("status", "CONNECTED").set("quality_rating", "GREEN")),
                        new Break(
                                        "a further number has left the account",
                                        sender -> sender.world().remove(sender.furtherNumber()),
                                        sender -> sender.world().restore(sender.furtherNumber()),
                                        DEGRADED,
                                        "numberQuality")
                                .after(WatchedSender::spread),
                        new Break(
                                        "the selected number of several is banned",
                                        sender -> sender.number().set("status", "BANNED"),
                                        sender -> sender.number().set("status", "CONNECTED"),
                                        DEGRADED,
                                        "senderNumber")
                                .after(WatchedSender::spread)));
    }

    private static Break further(String name, Consumer<PhoneNumber> broken, Consumer<PhoneNumber> well) {
        return new Break(
                        "a further number " + name,
                        sender -> broken.accept(sender.furtherNumber()),
                        sender -> well.accept(sender.furtherNumber()),
                        DEGRADED,
                        "numberQuality")
                .after(WatchedSender::spread);
    }

    private static Stream<Break> ofTemplates() {
        Stream<Break> statuses = Stream.of(
                        "PAUSED", "DISABLED", "REJECTED", "PENDING_DELETION", "LIMIT_EXCEEDED", "ARCHIVED", "NEW_WORD")
                .map(Break::templatesIn);
        return Stream.concat(
                statuses,
                Stream.of(
                        templates(
                                "the templates are moved to another category",
                                template -> template.movedTo("MARKETING"),
                                template -> template.movedTo("AUTHENTICATION")),
                        new Break(
                                "the templates are deleted",
                                WatchedSender::deleteTemplates,
                                WatchedSender::restoreTemplates,
                                ACT,
                                "templatesUsable"),
                        new Break(
                                "a template of a further locale is paused",
                                sender -> sender.templatesIn("de", "PAUSED"),
                                sender -> sender.templatesIn("de", "APPROVED"),
                                DEGRADED,
                                "templatesUsable"),
                        reviewed("PENDING"),
                        reviewed("IN_APPEAL"),
                        new Break(
                                "the templates are edited",
                                sender -> sender.templates(
                                        template -> template.withContent(AuthenticationContent.copyCode(3), 600)),
                                WatchedSender::restoreTemplates,
                                DEGRADED,
                                "templatesAsWanted")));
    }

    private static Break reviewed(String status) {
        return new Break(
                "the templates are reviewed again, " + status,
                sender -> sender.templatesIn(status),
                sender -> sender.templatesIn("APPROVED"),
                SenderStatus.IN_REVIEW,
                "templatesUsable");
    }

    private static Stream<Break> ofWebhooks() {
        String elsewhere = "https://other.example/hook";
        return Stream.of(
                webhooks(
                        "the account's subscription has ended",
                        sender -> sender.waba().unlink(sender.appId()),
                        sender -> sender.waba().link(sender.appId(), "")),
                webhooks(
                        "the app's subscription has ended",
                        sender -> sender.app().unsubscribe(Set.of()),
                        WatchedSender::subscribe),
                webhooks(
                        "the app has given up a field",
                        sender -> sender.app().unsubscribe(Set.of("messages")),
                        WatchedSender::subscribe),
                webhooks(
                        "the app's webhooks go to another system",
                        sender -> sender.subscribe(elsewhere),
                        WatchedSender::subscribe),
                webhooks(
                        "the account's webhooks go to another system",
                        sender -> sender.waba().link(sender.appId(), elsewhere),
                        sender -> sender.waba().link(sender.appId(), "")),
                webhooks(
                        "the number's webhooks go to another system",
                        sender -> sender.number().override(sender.appId(), elsewhere),
                        sender -> sender.number().override(sender.appId(), "")));
    }

    /** What is information, and no break. */
    static Stream<Break> harmless() {
        return Stream.of(
                harmless("code_verification_status", "EXPIRED"),
                harmless("code_verification_status", "NOT_VERIFIED"),
                harmless("name_status", "PENDING_REVIEW"),
                harmless("name_status", "DECLINED"),
                harmless("name_status", "EXPIRED"),
                harmless("quality_rating", "YELLOW"),
                harmless("quality_rating", "UNKNOWN"),
                harmless(
                        "the app begins to require proofs",
                        sender -> sender.app().requireProof(true)),
                harmless("the limit is raised", sender -> sender.waba().set(LIMIT, "TIER_UNLIMITED")),
                harmless(
                        "an Admin is not assigned",
                        sender -> sender.assign(Set.of("FULL_CONTROL")).assign(Set.of())),
                harmless(
                        "the system user is an employee with full control",
                        sender -> sender.assign(Set.of("FULL_CONTROL")).role("EMPLOYEE")),
                harmless("a number is added", sender -> sender.world().addNumber(sender.waba())),
                harmless(
                        "calls over SIP are blocked",
                        sender -> sender.world().setHealth(sender.waba().id(), WatchedSender.WITHOUT_CALLS)),
                // Nothing that Meta can be asked shows the mode of an app.
                harmless(
                        "the app is in development mode", sender -> sender.app().live(false)));
    }

    private static Break harmless(String field, String word) {
        return harmless(field + " is " + word, sender -> sender.number().set(field, word));
    }

    private static Break harmless(String name, Consumer<WatchedSender> happens) {
        return new Break(name, happens, sender -> {}, SenderStatus.READY, "");
    }
}
