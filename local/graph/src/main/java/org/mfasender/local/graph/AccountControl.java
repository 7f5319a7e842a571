package org.mfasender.local.graph;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Health;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.Review;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** Changes one account: its numbers, its token, and how Meta treats it. */
final class AccountControl {
    private static final int MOST_NUMBERS = 10_000;
    private static final List<String> NUMBER_FIELDS =
            List.of("status", "account_mode", "platform_type", "verified_name", "quality_rating");
    private static final List<String> ACCOUNT_FIELDS = List.of(
            "account_review_status",
            "business_verification_status",
            "primary_funding_id",
            "whatsapp_business_manager_messaging_limit");

    private final World world;
    private final SimulatedAccount account;
    private final Waba waba;

    AccountControl(World world, SimulatedAccount account) {
        this.world = world;
        this.account = account;
        this.waba = world.waba(account.wabaId());
    }

    GraphResponse answer(String method, String what, Params params) {
        return switch (method + " " + what) {
            case "POST numbers" -> number(params);
            case "POST token" -> token(params);
            case "POST app" -> app(params);
            case "POST health" -> health(params);
            case "POST settings" -> settings(params);
            default -> throw ControlApi.error(404, "No such change: " + what);
        };
    }

    /** Changes the number with an {@code id}, or adds one, or {@code count} of them. */
    private GraphResponse number(Params params) {
        List<PhoneNumber> changed = params.text("id")
                .map(id -> List.of(waba.numbers().stream()
                        .filter(candidate -> candidate.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> ControlApi.error(404, "The account has no number " + id))))
                .orElseGet(() -> add(params.integer("count").orElse(1)));
        for (String field : NUMBER_FIELDS) {
            params.text(field).ifPresent(value -> changed.forEach(number -> number.set(field, value)));
        }
        return GraphResponse.success().with("id", Json.text(changed.getLast().id()));
    }

    private List<PhoneNumber> add(int count) {
        if (count < 1 || count > MOST_NUMBERS) {
            throw ControlApi.error(400, "count must be from 1 to " + MOST_NUMBERS);
        }
        return Stream.generate(() -> world.addNumber(waba)).limit(count).toList();
    }

    private GraphResponse token(Params params) {
        TokenState state = ControlApi.constant(TokenState.class, params.required("state"));
        world.changeToken(account.userAccessToken(), token -> token.withState(state));
        return GraphResponse.success();
    }

    /** Changes the app: whether Meta blocks it, whether it requires proofs, and whether it is in live mode. */
    private GraphResponse app(Params params) {
        MetaApp app = world.app(account.appId());
        params.text("blocked").ifPresent(text -> app.block(text.equals("true")));
        params.text("live").ifPresent(text -> app.live(text.equals("true")));
        params.text("requireProof").ifPresent(text -> app.requireProof(text.equals("true")));
        return GraphResponse.success();
    }

    /** Changes the health of what has the {@code id}: the account, its portfolio, its app, or one of its numbers. */
    private GraphResponse health(Params params) {
        String state = params.required("state");
        List<Health.Problem> problems = params
                .integer("errorCode")
                .map(code -> new Health.Problem(
                        code,
                        params.text("description").orElse(""),
                        params.text("solution").orElse("")))
                .stream()
                .toList();
        List<String> information = params.text("information").stream().toList();
        world.setHealth(
                params.text("id").orElse(account.wabaId()),
                new Health(state, params.text("calls").orElse(null), information, problems));
        return GraphResponse.success();
    }

    private GraphResponse settings(Params params) {
        params.integer("largestPage").ifPresent(waba::largestPage);
        params.integer("templateLimit").ifPresent(waba::templateLimit);
        params.text("authenticationTemplates").ifPresent(text -> waba.allowAuthentication(text.equals("true")));
        params.text("messagesIn").ifPresent(text -> waba.language(Locale.forLanguageTag(text)));
        params.integer("deletionMinutes").ifPresent(minutes -> waba.deletionDelay(Duration.ofMinutes(minutes)));
        if (params.json("refusedLanguages").isPresent()) {
            waba.refuseLanguages(Set.copyOf(params.list("refusedLanguages")));
        }
        params.integer("throttledCalls").ifPresent(calls -> waba.throttle(throttle(calls, params)));
        waba.review(review(waba.review(), params));
        for (String field : ACCOUNT_FIELDS) {
            params.text(field).ifPresent(value -> waba.set(field, value));
        }
        return GraphResponse.success();
    }

    private static Waba.Throttle throttle(int calls, Params params) {
        return new Waba.Throttle(
                calls,
                params.integer("throttleCode").orElse(80008),
                params.integer("throttleMinutes").orElse(1));
    }

    /** For templates written from now on; what the call does not name stays unchanged. */
    private static Review review(Review current, Params params) {
        String currentReason = current.rejectedReason().equals("NONE") ? "INVALID_FORMAT" : current.rejectedReason();
        return new Review(
                params.integer("reviewMinutes").map(Duration::ofMinutes).orElse(current.delay()),
                params.text("rejectsAll").map("true"::equals).orElse(current.rejectsAll()),
                params.json("rejectedLanguages").isPresent()
                        ? Set.copyOf(params.list("rejectedLanguages"))
                        : current.rejectedLanguages(),
                params.text("rejectedReason").orElse(currentReason));
    }
}
