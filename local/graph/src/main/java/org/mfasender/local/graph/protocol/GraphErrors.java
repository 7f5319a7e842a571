package org.mfasender.local.graph.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.TokenState;

/** The errors of the Graph API that do not concern templates. */
public final class GraphErrors {
    private static final String OAUTH = "OAuthException";
    private static final String METHOD = "GraphMethodException";
    private static final DateTimeFormatter SESSION_TIME = DateTimeFormatter.ofPattern(
                    "EEEE, dd-MMM-yy HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private GraphErrors() {}

    private static GraphException oauth(int status, int code, String message) {
        return new GraphException(status, OAUTH, code, message);
    }

    private static GraphException challenge(GraphException error, String kind) {
        return error.header(
                "WWW-Authenticate", "OAuth \"Facebook Platform\" \"" + kind + "\" \"" + error.getMessage() + "\"");
    }

    /** No token in a call of {@code /me}. */
    public static GraphException noTokenForMe() {
        return challenge(
                oauth(400, 2500, "An active access token must be used to query information about the current user."),
                "invalid_request");
    }

    /** No token in any other call. */
    public static GraphException noToken() {
        return challenge(oauth(400, 104, "An access token is required to request this resource."), "invalid_request");
    }

    /** A token that cannot be parsed. */
    public static GraphException unparseableToken(int status) {
        return challenge(oauth(status, 190, "Invalid OAuth access token - Cannot parse access token"), "invalid_token");
    }

    /** A wrong secret inside {@code app|secret}. */
    public static GraphException wrongSignature(int status) {
        return challenge(oauth(status, 190, "Invalid OAuth access token signature."), "invalid_token");
    }

    /** An App ID that does not exist, as code 190 or 101. */
    public static GraphException unknownApp(int status, int code) {
        return challenge(
                oauth(status, code, "Error validating application. Cannot get application info due to a system error."),
                "invalid_token");
    }

    /** A token that is no longer valid. */
    public static GraphException endedSession(int status, TokenState state, Instant ended, Instant now) {
        GraphException error = challenge(oauth(status, 190, sessionMessage(state, ended, now)), "invalid_token");
        return state.subcode() == 0 ? error : error.subcode(state.subcode());
    }

    /** What Meta says about a token that is no longer valid. */
    public static String sessionMessage(TokenState state, Instant ended, Instant now) {
        return switch (state) {
            case EXPIRED ->
                "Error validating access token: Session has expired on " + SESSION_TIME.format(ended)
                        + ". The current time is " + SESSION_TIME.format(now) + ".";
            case APP_REMOVED -> "Error validating access token: The user has not authorized application.";
            case CHECKPOINT ->
                "Error validating access token: You cannot access the app till you log in to www.facebook.com and"
                        + " follow the instructions given.";
            case UNCONFIRMED ->
                "Error validating access token: Sessions for the user are not allowed because the user is not a"
                        + " confirmed user.";
            case INVALID, WITHOUT_ROLE -> "Error validating access token: The session is invalid.";
            case UNEXPLAINED -> "Invalid OAuth 2.0 Access Token";
            case REVOKED, VALID ->
                "Error validating access token: The session has been invalidated because the user changed their"
                        + " password or Facebook has changed the session for security reasons.";
        };
    }

    /** No proof, although the app requires one. */
    public static GraphException proofMissing() {
        return new GraphException(400, METHOD, 100, "API calls from the server require an appsecret_proof argument");
    }

    /** A proof that was made with another secret or token; code 100 or 104. */
    public static GraphException proofWrong(int code) {
        return new GraphException(400, METHOD, code, "Invalid appsecret_proof provided in the API argument");
    }

    /** An object that does not exist or that the token cannot see; Meta does not say which. */
    public static GraphException unknownObject(String method, String id) {
        return new GraphException(
                        400,
                        METHOD,
                        100,
                        "Unsupported " + method.toLowerCase(Locale.ROOT) + " request. Object with ID '" + id
                                + "' does not exist, cannot be loaded due to missing permissions, or does not"
                                + " support this operation. Please read the Graph API documentation at"
                                + " https://developers.facebook.com/docs/graph-api")
                .subcode(33);
    }

    /** An unknown path or version. */
    public static GraphException unknownPath(String rest) {
        return oauth(400, 2500, "Unknown path components: /" + rest);
    }

    /** A field that the node does not have. */
    public static GraphException nonexistingField(String field, NodeType type) {
        return oauth(
                400,
                100,
                "(#100) Tried accessing nonexisting field (" + field + ") on node type (" + type.typeName() + ")");
    }

    /** A {@code fields} value that cannot be parsed. */
    public static GraphException fieldSyntax(String problem) {
        return oauth(400, 2500, "Syntax error \"" + problem + "\"");
    }

    /** A missing parameter. */
    public static GraphException parameterRequired(String name) {
        return oauth(400, 100, "(#100) The parameter " + name + " is required.");
    }

    /** Any other invalid parameter. */
    public static GraphException invalidParameter(String message) {
        return oauth(400, 100, "(#100) " + message);
    }

    /** A body that is not JSON. */
    public static GraphException unreadableBody() {
        return oauth(400, 100, "(#100) Invalid JSON in the request body");
    }

    /** A PIN that is not the number's; code 133005 or 131031. */
    public static GraphException wrongPin(int code) {
        return code == 131031
                ? oauth(403, code, "(#131031) Account has been locked or data provided did not match")
                : oauth(400, code, "(#133005) Two step verification PIN Mismatch");
    }

    /** More than ten registrations of a number in 72 hours. */
    public static GraphException tooManyRegistrations() {
        return oauth(400, 133016, "(#133016) Account register deregister rate limit exceeded");
    }

    /** A number whose ownership is not verified. */
    public static GraphException numberNotVerified() {
        return oauth(400, 133006, "(#133006) Phone number re-verification needed");
    }

    /** A cursor that does not come from this edge. */
    public static GraphException invalidCursor() {
        return oauth(400, 100, "(#100) The After Cursor specified exceeds the max limit supported by this endpoint");
    }

    /** A missing permission, task or assignment; code 200 or 10. */
    public static GraphException permission(int code) {
        String message = code == 10
                ? "(#10) Application does not have permission for this action"
                : "(#200) You do not have the necessary permissions required to perform this action.";
        return oauth(403, code, message);
    }

    /** A call that takes the token of an app alone. */
    public static GraphException appTokenRequired() {
        return oauth(400, 15, "(#15) This method must be called with an app access_token.");
    }

    /** A callback that did not confirm the verify token; code 2200 or 100. */
    public static GraphException callbackRefused(int code) {
        return oauth(
                400,
                code,
                "(#" + code + ") Callback verification failed with the following errors: the URL couldn't be validated."
                        + " Response does not match challenge.");
    }

    /** The token to inspect belongs to another app. */
    public static GraphException otherApp() {
        return oauth(400, 100, "(#100) The App_id in the input_token did not match the Viewing App");
    }

    /** Too many calls: 4 for the app, 80007 and 80008 for the account. */
    public static GraphException throttled(int code) {
        String message = switch (code) {
            case 4 -> "(#4) Application request limit reached";
            case 80007 -> "(#80007) Rate limit issues";
            default ->
                "(#" + code + ") There have been too many calls to this WhatsApp Business account. Wait a bit"
                        + " and try again. For more info, please refer to"
                        + " https://developers.facebook.com/docs/graph-api/overview/rate-limiting.";
        };
        return oauth(400, code, message).with("is_transient", Json.bool(code == 4));
    }

    /** Overload: HTTP 503, code 2. */
    public static GraphException overload() {
        return oauth(503, 2, "An unexpected error has occurred. Please retry your request later.")
                .with("is_transient", Json.bool(true));
    }

    /** HTTP 500, code 2, {@code is_transient}. */
    public static GraphException temporarilyFailing() {
        return oauth(500, 2, "Service temporarily unavailable").with("is_transient", Json.bool(true));
    }

    /** Code 1, whose cause may be the client or the server. */
    public static GraphException unknownError() {
        return oauth(400, 1, "An unknown error occurred");
    }

    /** A page that is too large, HTTP 500, code 1: a smaller {@code limit} works. */
    public static GraphException tooMuchData() {
        return oauth(500, 1, "Please reduce the amount of data you're asking for, then retry your request");
    }

    /** An app that Meta blocks: HTTP 400, code 200, on every call and with every token. */
    public static GraphException appBlocked() {
        return oauth(400, 200, "API access blocked.");
    }

    /** HTTP 500, code 131000. */
    public static GraphException somethingWentWrong() {
        return oauth(500, 131000, "(#131000) Something went wrong");
    }

    /** HTTP 400, code 200002. */
    public static GraphException creationFailed() {
        return oauth(400, 200002, "(#200002) Template creation failed");
    }

    /** HTTP 403, code 368. */
    public static GraphException policyBlock() {
        return oauth(403, 368, "(#368) Temporarily blocked for policies violations");
    }

    /** HTTP 403, code 131031. */
    public static GraphException accountLocked() {
        return oauth(403, 131031, "(#131031) Business Account locked");
    }
}
