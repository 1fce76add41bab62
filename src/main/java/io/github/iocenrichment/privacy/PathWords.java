package io.github.iocenrichment.privacy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The words of paths after which a secret follows, as in {@code /reset-password/k3J9…}. */
final class PathWords {
    private static final Map<String, Secret> KINDS = new HashMap<>();

    static {
        words(Secret.RESET_LINK, "reset", "reset-password", "password-reset", "resetpassword", "passwordreset", "forgot-password", "recover", "recovery");
        words(Secret.INVITATION, "invite", "invitation", "invites", "invitations", "join");
        words(Secret.CONFIRMATION, "confirm", "confirmation", "verify", "verification", "activate", "activation", "confirm-email", "verify-email");
        words(Secret.UNSUBSCRIBE, "unsubscribe", "optout", "opt-out");
        words(Secret.SIGN_IN_LINK, "magic", "magic-link", "token", "auth", "signin", "sign-in", "login", "sso", "session", "otp");
        words(Secret.SHARE_LINK, "share", "shared", "s", "d", "download", "sharing");
        words(Secret.WEBHOOK, "webhook", "webhooks", "hook", "hooks");
    }

    private PathWords() {
    }

    private static void words(Secret kind, String... words) {
        for (String word : words) {
            KINDS.put(word, kind);
        }
    }

    /** What follows a segment, written in lower case; empty when it announces no secret. */
    static Optional<Secret> before(String segment) {
        return Optional.ofNullable(KINDS.get(segment));
    }
}
