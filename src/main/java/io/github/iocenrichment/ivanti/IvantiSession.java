package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.ivanti.IvantiFault.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to Ivanti: an API key that never changes, or a session that is opened by a log-in and shared by all threads.
 * Calls nobody: it says what to send, and what an answer means for the next call.
 */
public final class IvantiSession {
    private final @Nullable String keyHeader;
    private final Map<String, String> login;
    private final AtomicReference<String> session = new AtomicReference<>();

    private IvantiSession(@Nullable String keyHeader, Map<String, String> login) {
        this.keyHeader = keyHeader;
        this.login = login;
    }

    /** What to do after Ivanti has refused the value of {@code Authorization}. */
    public enum AfterRefusal { LOG_IN_AND_REPEAT, REPEAT_WITH_NEWER_SESSION, FAIL }

    public static IvantiSession withKey(String apiKey) {
        return new IvantiSession("rest_api_key=" + apiKey, Map.of());
    }

    /** @param role internal name of the role ({@code Admin}), not its display name */
    public static IvantiSession withLogin(String tenant, String username, String password, String role) {
        Map<String, String> login = new LinkedHashMap<>();
        login.put("tenant", tenant);
        login.put("username", username);
        login.put("password", password);
        login.put("role", role);
        return new IvantiSession(null, login);
    }

    public boolean usesLogin() {
        return keyHeader == null;
    }

    /** Value of the header {@code Authorization}; empty when a log-in must come first. */
    public Optional<String> authorization() {
        return Optional.ofNullable(keyHeader != null ? keyHeader : session.get());
    }

    /** JSON body of the log-in, to be sent to {@link IvantiPath#LOGIN}. */
    public String loginBody() {
        if (keyHeader != null) {
            throw new IllegalStateException("an API key needs no log-in");
        }
        return Json.write(login);
    }

    /** Takes the answer of a log-in: opens the session, or says why not. */
    public Optional<IvantiFault> loggedIn(HttpReply reply, Instant now) {
        IvantiAnswer answer = IvantiAnswer.read(reply, now);
        if (answer.isFault()) {
            return Optional.of(reply.status() == 400 ? new IvantiFault(Kind.UNAUTHORISED, answer.fault().words(),
                    List.of("ivanti.tenant", "ivanti.username", "ivanti.password", "ivanti.role"), null) : answer.fault());
        }
        JsonNode json = answer.json();
        String token = json.isTextual() ? json.asText().strip() : "";
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return Optional.of(IvantiFault.of(Kind.UNREADABLE, "the log-in brought no session"));
        }
        session.set(token);
        return Optional.empty();
    }

    /**
     * What follows a 401. A session is opened again once for a call; whoever comes second finds it opened already.
     *
     * @param sent     the header value that was refused
     * @param repeated whether this call was already repeated after a refusal
     */
    public AfterRefusal refused(String sent, boolean repeated) {
        if (keyHeader != null || repeated) {
            return AfterRefusal.FAIL;
        }
        String left = session.updateAndGet(current -> sent.equals(current) ? null : current);
        return left == null ? AfterRefusal.LOG_IN_AND_REPEAT : AfterRefusal.REPEAT_WITH_NEWER_SESSION;
    }
}
