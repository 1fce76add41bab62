package io.github.iocenrichment.source;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a URL what must not reach a vendor: user info, values of parameters that are secrets by their name, and values that are
 * secrets by their look, in query, fragment and path, also inside a URL carried as a parameter. Everything else stays as written.
 */
public final class UrlPrivacy {
    /** Stands where a secret stood. */
    public static final String MASK = "masked";

    private static final Set<String> SECRET_NAMES = Set.of("token", "auth", "authorization", "authentication", "sig", "signature", "pass", "passwd",
            "password", "passphrase", "pwd", "pw", "secret", "key", "apikey", "sid", "sessionid", "session", "sess", "jsessionid", "phpsessid",
            "jwt", "otp", "totp", "pin", "ticket", "credential", "credentials", "bearer", "sas", "saml", "samlresponse", "samlrequest", "assertion",
            "hmac", "nonce", "otac", "magic", "invite", "resetcode", "verificationcode", "authcode", "accesskey", "accountkey", "privatekey",
            "sharedkey", "subscriptionkey", "xapikey", "cookie", "csrf", "xsrf", "code");
    private static final Pattern SECRET_ENDING = Pattern.compile(
            ".*(token|password|passwd|passphrase|secret|signature|apikey|accesskey|sessionid|sessid|credential|credentials|jwt)");
    /** Ordinary words in many links; a secret under them is long. */
    private static final Set<String> ONLY_WHEN_LONG = Set.of("key", "code", "pin", "magic", "invite", "ticket", "nonce", "session", "sess");
    private static final int LONG = 8;
    /** Tried once for each run of its characters and never taken back, so that no address makes it slow; what stands before it stays. */
    private static final Pattern JWT = Pattern.compile("(?<![A-Za-z0-9_-])((?:(?!eyJ)[A-Za-z0-9_-])*+)"
            + "eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+)?");
    private static final Pattern ISSUED_KEY = Pattern.compile(
            "(gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}|(AKIA|ASIA)[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{30,}|[sr]k_live_[A-Za-z0-9]{16,}"
                    + "|glpat-[A-Za-z0-9_-]{16,})");
    private static final Pattern AUTHORITY = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#\\\\]*)");
    private static final Pattern PATH_PARAMETER = Pattern.compile(";([^=;/?#]+)=([^;/?#]*)");
    private static final int NESTED = 3;

    private UrlPrivacy() {
    }

    /**
     * A URL fit to be sent out.
     *
     * @param url    the URL, masked where needed
     * @param masked what was masked, for the note: names of parameters, {@code user info}, {@code JWT}; empty when nothing was
     */
    public record Masked(String url, List<String> masked) {
        public Masked {
            masked = List.copyOf(masked);
        }

        public boolean isMasked() {
            return !masked.isEmpty();
        }
    }

    public static Masked mask(String url) {
        List<String> masked = new ArrayList<>();
        String result = mask(url, masked, 0);
        return new Masked(result, masked.stream().distinct().toList());
    }

    /** A URL without user info; all else as written. */
    public static String withoutUserInfo(String url) {
        return withoutUser(url, new ArrayList<>());
    }

    private static String mask(String url, List<String> masked, int depth) {
        int hash = url.indexOf('#');
        String fragment = hash < 0 ? null : url.substring(hash + 1);
        String rest = hash < 0 ? url : url.substring(0, hash);
        int question = rest.indexOf('?');
        String query = question < 0 ? null : rest.substring(question + 1);
        String head = question < 0 ? rest : rest.substring(0, question);

        StringBuilder result = new StringBuilder(path(withoutUser(head, masked), masked));
        if (query != null) {
            result.append('?').append(parameters(query, masked, depth));
        }
        if (fragment != null) {
            result.append('#').append(fragment(fragment, masked, depth));
        }
        return result.toString();
    }

    /** User info is dropped whole: it is either a credential or bait, and the host is what the vendor needs. */
    private static String withoutUser(String head, List<String> masked) {
        Matcher authority = AUTHORITY.matcher(head);
        if (!authority.find()) {
            return head;
        }
        int at = authority.group(2).lastIndexOf('@');
        if (at < 0) {
            return head;
        }
        masked.add("user info");
        return head.substring(0, authority.start(2)) + head.substring(authority.start(2) + at + 1);
    }

    private static String path(String head, List<String> masked) {
        String plain = PATH_PARAMETER.matcher(head).replaceAll(m -> {
            boolean secret = isSecret(m.group(1), m.group(2));
            if (secret) {
                masked.add(name(m.group(1)));
            }
            return Matcher.quoteReplacement(secret ? ";" + m.group(1) + "=" + MASK : m.group());
        });
        return looks(plain, masked);
    }

    /** A fragment may be parameters ({@code #access_token=...}), a client-side address with a query of its own, or plain. */
    private static String fragment(String fragment, List<String> masked, int depth) {
        int question = fragment.indexOf('?');
        if (question >= 0) {
            return looks(fragment.substring(0, question), masked) + "?" + parameters(fragment.substring(question + 1), masked, depth);
        }
        return fragment.indexOf('=') >= 0 ? parameters(fragment, masked, depth) : looks(fragment, masked);
    }

    private static String parameters(String query, List<String> masked, int depth) {
        StringBuilder result = new StringBuilder(query.length());
        int start = 0;
        for (int i = 0; i <= query.length(); i++) {
            if (i == query.length() || query.charAt(i) == '&' || query.charAt(i) == ';') {
                result.append(parameter(query.substring(start, i), masked, depth));
                if (i < query.length()) {
                    result.append(query.charAt(i));
                }
                start = i + 1;
            }
        }
        return result.toString();
    }

    private static String parameter(String parameter, List<String> masked, int depth) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return looks(parameter, masked);
        }
        String name = parameter.substring(0, equals);
        String value = parameter.substring(equals + 1);
        if (isSecret(name, value)) {
            masked.add(name(name));
            return name + "=" + MASK;
        }
        return name + "=" + nested(value, masked, depth);
    }

    /** A parameter's value may itself be a URL, written plainly or percent-encoded. */
    private static String nested(String value, List<String> masked, int depth) {
        if (depth >= NESTED) {
            return looks(value, masked);
        }
        String decoded = decode(value);
        if (decoded.contains("//") || decoded.contains("?") || decoded.contains("=")) {
            List<String> inside = new ArrayList<>();
            String clean = decoded.contains("//") || decoded.contains("?") ? mask(decoded, inside, depth + 1) : parameters(decoded, inside, depth + 1);
            if (!inside.isEmpty()) {
                masked.addAll(inside);
                return decoded.equals(value) ? clean : URLEncoder.encode(clean, StandardCharsets.UTF_8);
            }
        } else if (!decoded.equals(value) && decoded.indexOf('%') >= 0) {
            // encoded more than once
            List<String> inside = new ArrayList<>();
            String clean = nested(decoded, inside, depth + 1);
            if (!inside.isEmpty()) {
                masked.addAll(inside);
                return URLEncoder.encode(clean, StandardCharsets.UTF_8);
            }
        }
        return looks(value, masked);
    }

    private static String looks(String text, List<String> masked) {
        String clean = text;
        if (JWT.matcher(clean).find()) {
            masked.add("JWT");
            clean = JWT.matcher(clean).replaceAll("$1" + MASK);
        }
        if (ISSUED_KEY.matcher(clean).find()) {
            masked.add("access key");
            clean = ISSUED_KEY.matcher(clean).replaceAll(MASK);
        }
        return clean;
    }

    private static boolean isSecret(String writtenName, String value) {
        if (value.isEmpty() || value.equals(MASK)) {
            return false;
        }
        String name = decode(writtenName).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (ONLY_WHEN_LONG.contains(name)) {
            return value.length() >= LONG;
        }
        return SECRET_NAMES.contains(name) || SECRET_ENDING.matcher(name).matches();
    }

    private static String name(String written) {
        String name = VendorText.line(decode(written), 40);
        return name == null ? "parameter" : name;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
