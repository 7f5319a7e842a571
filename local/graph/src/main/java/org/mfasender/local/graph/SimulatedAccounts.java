package org.mfasender.local.graph;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mfasender.local.graph.world.AccountBuilder;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.Health;
import org.mfasender.local.graph.world.Marks;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.Review;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** The accounts that exist from the start; {@code docs/simulated-accounts.md} lists them. */
public final class SimulatedAccounts {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String PAIRING = "mfa_device_pairing_v1";
    private static final String STRONG = "mfa_strong_authentication_v1";
    private static final String AUTHENTICATION = "AUTHENTICATION";

    private final World world;
    private volatile Map<String, SimulatedAccount> byName = Map.of();

    SimulatedAccounts(World world) {
        this.world = world;
        restore();
    }

    /**
     * The account with a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public SimulatedAccount named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("No simulated account is named " + name));
    }

    /** The account with a name or a WhatsApp Business Account ID. */
    public Optional<SimulatedAccount> find(String nameOrWabaId) {
        return byName.values().stream()
                .filter(account ->
                        account.name().equals(nameOrWabaId) || account.wabaId().equals(nameOrWabaId))
                .findFirst();
    }

    /** All, in the order of {@code docs/simulated-accounts.md}. */
    public List<SimulatedAccount> all() {
        return List.copyOf(byName.values());
    }

    /** Empties the world and creates the accounts again. */
    void restore() {
        world.clear();
        Map<String, SimulatedAccount> restored = new LinkedHashMap<>();
        Stream.of(good(), tokens(), apps(), users(), numbers(), readiness(), templates(), ownNames())
                .flatMap(List::stream)
                .map(AccountBuilder::create)
                .forEach(account -> restored.put(account.name(), account));
        byName = restored;
    }

    /** An account whose token is named after it: {@code no-numbers} has {@code EAAsimulatedNoNumbersToken}. */
    private AccountBuilder account(String name, String note) {
        StringBuilder token = new StringBuilder("EAAsimulated");
        for (String word : name.split("-", -1)) {
            token.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        if (!name.endsWith("-token")) {
            token.append("Token");
        }
        return world.newAccount().named(name, note).token(token.toString());
    }

    private List<AccountBuilder> good() {
        return List.of(
                account("good-one-number", "Everything is right; one live number.")
                        .token("EAAsimulatedGoodToken"),
                account("good-several-numbers", "Everything is right; three live numbers.")
                        .numbers(3),
                account("many-numbers", "130 live numbers: the list has several pages.")
                        .numbers(130),
                account("mixed-numbers", "One live, one test, one unregistered, one banned and one coexistence number.")
                        .number(number -> {})
                        .number(PhoneNumber::sandbox)
                        .number(PhoneNumber::unregistered)
                        .number(PhoneNumber::banned)
                        .number(PhoneNumber::coexisting));
    }

    private List<AccountBuilder> tokens() {
        return List.of(
                account("expired-token", "The token expired yesterday (190/463).")
                        .tokenLifetime(DAY.negated()),
                account("expiring-token", "The token works, but expires in 60 days.")
                        .tokenLifetime(DAY.multipliedBy(60)),
                account("revoked-token", "The token was revoked (190/460).").tokenState(TokenState.REVOKED),
                account("app-removed-token", "The user removed the app (190/458).")
                        .tokenState(TokenState.APP_REMOVED),
                account("temporary-user-token", "A person's token of type USER that expires within a day.")
                        .temporaryUserToken(),
                account("without-business-management", "The token lacks business_management: the role stays unknown.")
                        .withoutScope("business_management"),
                account("without-whatsapp-management", "The token lacks whatsapp_business_management (200).")
                        .withoutScope("whatsapp_business_management"),
                account("without-whatsapp-messaging", "The token lacks whatsapp_business_messaging (200).")
                        .withoutScope("whatsapp_business_messaging"),
                account("limited-token", "The token is limited to this account by target_ids; all is right.")
                        .limitedToOwnAccount(),
                account("limited-elsewhere", "The token is limited to another account by target_ids (200).")
                        .targetIds("217640915500001"));
    }

    private List<AccountBuilder> apps() {
        return List.of(
                account("token-of-another-app", "The token was issued by another app than the one given (100).")
                        .tokenOfAnotherApp(),
                account("proof-required", "The app requires appsecret_proof on every call.")
                        .requireProof(),
                account(
                                "opaque-app-token",
                                "An issued app token instead of the App Secret: no proof can be made with it.")
                        .opaqueAppToken("SimulatedOpaqueValue27"),
                account("opaque-and-proof", "An issued app token, but the app requires appsecret_proof.")
                        .opaqueAppToken("SimulatedOpaqueValue28")
                        .requireProof());
    }

    private List<AccountBuilder> users() {
        return List.of(
                account("employee", "The system user is an employee with the task MANAGE on this account.")
                        .employee("MANAGE"),
                account("employee-view-only", "An employee who may read, but not write templates (200).")
                        .employee("VIEW_TEMPLATES", "VIEW_PHONE_ASSETS"),
                account("employee-not-assigned", "An employee who is not assigned to the account (200).")
                        .employee(),
                account("foreign-account", "The account belongs to another portfolio: invisible (100/33).")
                        .foreign());
    }

    private List<AccountBuilder> numbers() {
        return List.of(
                account("no-numbers", "The account has no number.").numbers(0),
                account("unregistered-numbers", "Both numbers were never registered.")
                        .number(PhoneNumber::unregistered)
                        .number(PhoneNumber::unregistered),
                account("sandbox-number", "Only a test number.").number(PhoneNumber::sandbox),
                account("banned-number", "The only number is banned.").number(PhoneNumber::banned));
    }

    private List<AccountBuilder> readiness() {
        return List.of(
                account("review-pending", "Meta has not finished reviewing the account.")
                        .waba((Waba waba) -> waba.set("account_review_status", "PENDING")),
                account("review-rejected", "Meta rejected the account.")
                        .waba((Waba waba) -> waba.set("account_review_status", "REJECTED")),
                account("no-payment-method", "No payment method is attached; a send would fail.")
                        .waba((Waba waba) -> waba.remove("primary_funding_id")),
                account("health-blocked", "health_status is BLOCKED because of the account's payment.")
                        .waba((whole, waba) -> whole.setHealth(
                                waba.id(), Health.blocked(141006, "Payment setup problem.", "Add a payment method."))),
                account("unverified-business", "The portfolio is not verified: 250 templates, TIER_250.")
                        .waba((Waba waba) -> unverified(waba)),
                account("throttled-at-first", "The first two calls to the account answer 80008 (one minute).")
                        .waba((Waba waba) -> waba.throttle(new Waba.Throttle(2, 80008, 1))));
    }

    private static Waba unverified(Waba waba) {
        return waba.templateLimit(250)
                .set("business_verification_status", "not_verified")
                .set("whatsapp_business_manager_messaging_limit", "TIER_250");
    }

    private List<AccountBuilder> templates() {
        Duration delay = world.defaultReviewDelay();
        return List.of(
                account("templates-rejected", "Every template is rejected (INVALID_FORMAT).")
                        .review(Review.rejecting(delay, "INVALID_FORMAT")),
                account("one-language-rejected", "Templates in fr are rejected, all others approved.")
                        .review(Review.rejecting(delay, "TAG_CONTENT_MISMATCH", Set.of("fr"))),
                account("slow-review", "Templates stay in review for 24 hours.").reviewDelay(DAY),
                account("unsupported-languages", "Meta accepts no templates in zu, rw_RW and prs_AF (2388049).")
                        .waba((Waba waba) -> waba.refuseLanguages(Set.of("zu", "rw_RW", "prs_AF"))),
                account(
                                "not-eligible",
                                "Not verified, TIER_250: the account may not create authentication templates (10/2388185).")
                        .waba((Waba waba) -> unverified(waba).allowAuthentication(false)),
                account("nearly-full", "247 of 250 templates are used (2388019).")
                        .waba((Waba waba) -> waba.templateLimit(250))
                        .waba(SimulatedAccounts::fill),
                account("similar-templates", "Other templates have similar names.")
                        .template("device_pairing", "en_US", "AUTHENTICATION", "APPROVED")
                        .template("mfa_device_pairing", "de", "AUTHENTICATION", "PAUSED")
                        .template("mfa_device_pairing_old", "en_US", "UTILITY", "REJECTED")
                        .template("strong_authentication", "en_US", "MARKETING", "APPROVED")
                        .template("strong_authentication_v1", "en", "UTILITY", "APPROVED"),
                account("german-messages", "Messages to people (error_user_msg) are in German.")
                        .waba((Waba waba) -> waba.language(Locale.GERMAN)));
    }

    /** Conflicts with the default names of this system's templates. */
    private List<AccountBuilder> ownNames() {
        return List.of(
                both(
                        account("direct-send-names", "Our template names belong to Direct Send (2388318)."),
                        "APPROVED",
                        template -> template.withMarks(marks -> marks.withSource(Marks.DIRECT_SEND))),
                account("deleted-names", "Our template names were just deleted in en and are blocked (2388023).")
                        .deletedTemplate(PAIRING, "en", AUTHENTICATION)
                        .deletedTemplate(STRONG, "en", AUTHENTICATION),
                both(
                        account(
                                "own-names-other-content",
                                "Our template names exist in en; their codes last 3 minutes."),
                        "APPROVED",
                        template -> template.withContent(AuthenticationContent.copyCode(3), 180)),
                both(
                        account(
                                "own-names-same-content",
                                "Our template names exist in en, as this system creates them."),
                        "APPROVED",
                        SimulatedAccounts::ours),
                account("own-names-other-category", "Our template names exist in en, in the category UTILITY.")
                        .template(PAIRING, "en", "UTILITY", "APPROVED")
                        .template(STRONG, "en", "UTILITY", "APPROVED"),
                both(
                        account("archived-templates", "Our templates exist in en, but are archived."),
                        "ARCHIVED",
                        SimulatedAccounts::ours),
                both(
                        account("paused-templates", "Our templates exist in en, but are paused for low quality."),
                        "PAUSED",
                        template -> ours(template).withMarks(marks -> marks.withQualityScore("RED"))));
    }

    /** The same template with the contents of this system's templates. */
    private static Template ours(Template template) {
        return template.withContent(AuthenticationContent.copyCode(10), 600);
    }

    private static AccountBuilder both(AccountBuilder account, String status, UnaryOperator<Template> change) {
        return account.template(PAIRING, "en", AUTHENTICATION, status, change)
                .template(STRONG, "en", AUTHENTICATION, status, change);
    }

    private static void fill(World world, Waba waba) {
        for (int i = 1; i <= 247; i++) {
            world.addTemplate(waba, String.format(Locale.ROOT, "existing_%03d", i), "en_US", "UTILITY", "APPROVED");
        }
    }
}
