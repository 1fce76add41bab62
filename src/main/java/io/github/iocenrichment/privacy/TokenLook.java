package io.github.iocenrichment.privacy;

import java.util.Set;
import java.util.regex.Pattern;

/** Secrets that services issue in a form of their own; only the secret itself is masked, what stands beside it stays. */
final class TokenLook {
    /** Tried once for each run of its characters and never taken back, so that no address makes it slow; what stands before it stays. */
    private static final Pattern JWT = Pattern.compile("(?<![A-Za-z0-9_-])((?:(?!eyJ)[A-Za-z0-9_-])*+)"
            + "eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+)?");
    private static final Pattern ISSUED_KEY = Pattern.compile(
            "(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|xox[a-z]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}|(AKIA|ASIA)[A-Z0-9]{16}"
                    + "|AIza[A-Za-z0-9_-]{30,}|[sr]k_(live|test)_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{20,}|gl[a-z]{2,5}-[A-Za-z0-9_-]{16,}|hf_[A-Za-z0-9]{20,}"
                    + "|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{30,}|SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}|dop_v1_[a-f0-9]{32,}"
                    + "|ya29\\.[A-Za-z0-9_-]{20,})");
    private static final Pattern BOT_TOKEN = Pattern.compile("(?i)(bot)?(?<!\\d)\\d{6,12}:[A-Za-z0-9_-]{30,64}");
    private static final Pattern PEM = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----.*");

    private TokenLook() {
    }

    /** @param found takes the kinds of what was found */
    static String masked(String text, Set<Secret> found) {
        String clean = replaced(JWT, text, "$1" + UrlPrivacy.MASK, Secret.JWT, found);
        clean = replaced(ISSUED_KEY, clean, UrlPrivacy.MASK, Secret.ACCESS_KEY, found);
        clean = replaced(BOT_TOKEN, clean, "$1" + UrlPrivacy.MASK, Secret.BOT_TOKEN, found);
        return replaced(PEM, clean, UrlPrivacy.MASK, Secret.PRIVATE_KEY, found);
    }

    private static String replaced(Pattern look, String text, String mask, Secret kind, Set<Secret> found) {
        if (!look.matcher(text).find()) {
            return text;
        }
        found.add(kind);
        return look.matcher(text).replaceAll(mask);
    }
}
