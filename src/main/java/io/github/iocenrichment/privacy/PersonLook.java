package io.github.iocenrichment.privacy;

import io.github.iocenrichment.indicator.HostNames;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Persons by the look of a value: mail addresses in every spelling, IBANs and card numbers with right check digits. */
final class PersonLook {
    private static final Pattern HOST = Pattern.compile("(?:[\\p{L}\\p{N}_-]{1,63}+\\.)+([\\p{L}][\\p{L}\\p{N}-]{1,62})");
    private static final Pattern IBAN = Pattern.compile("(?<![A-Z0-9])[A-Z]{2}\\d{2}(?:[ +-]?[A-Z0-9]){11,30}(?![A-Z0-9])");
    private static final Pattern CARD = Pattern.compile("(?<!\\d)\\d(?:[ +-]?\\d){12,18}(?!\\d)");
    private static final Pattern TOKENS = Pattern.compile("[^A-Za-z0-9+/_=-]+");
    private static final Pattern WORDS = Pattern.compile("[^A-Za-z0-9+]+");
    /** Endings of names that stand in no public list and are used for mail inside a company. */
    private static final Set<String> INNER = Set.of("local", "internal", "intranet", "lan", "corp", "home", "localdomain", "example", "test", "invalid");
    private static final int NESTED = 3;

    private final Predicate<String> ownHost;

    PersonLook(Predicate<String> ownHost) {
        this.ownHost = ownHost;
    }

    /** What names a person in a text whose percent escapes are undone. */
    Optional<Secret> in(String text) {
        if (hasMail(text, 0)) {
            return Optional.of(Secret.MAIL);
        }
        String upper = text.toUpperCase(Locale.ROOT);
        if (IBAN.matcher(upper).results().anyMatch(hit -> isIban(hit.group().replaceAll("[^A-Z0-9]", "")))) {
            return Optional.of(Secret.IBAN);
        }
        return CARD.matcher(text).results().anyMatch(hit -> isLuhn(hit.group().replaceAll("\\D", ""))) ? Optional.of(Secret.CARD) : Optional.empty();
    }

    private boolean hasMail(String text, int depth) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            if (at > 0 && isLocal(text.charAt(at - 1)) && isHost(text, at + 1)) {
                return true;
            }
        }
        return depth < NESTED && (encodedMail(text, TOKENS, depth) || encodedMail(text, WORDS, depth));
    }

    /** An address in base64 or hex, as the whole value or between separators. */
    private boolean encodedMail(String text, Pattern separators, int depth) {
        for (String token : separators.split(text)) {
            for (String value : token.indexOf('/') >= 0 ? token.split("/") : new String[] {token}) {
                if (decodesToMail(value, depth)) {
                    return true;
                }
            }
            if (token.indexOf('/') >= 0 && decodesToMail(token, depth)) {
                return true;
            }
        }
        return false;
    }

    private boolean decodesToMail(String token, int depth) {
        // name=base64, as it stands inside a value
        int equals = token.indexOf('=');
        boolean named = equals > 0 && equals < token.length() - 1 && token.charAt(equals + 1) != '=';
        String value = named ? token.substring(equals + 1) : token;
        return Encodings.base64(value).map(Encodings.Base64Text::text).filter(decoded -> readsAsMail(decoded, depth)).isPresent()
                || Encodings.hex(value).filter(decoded -> readsAsMail(decoded, depth)).isPresent();
    }

    private boolean readsAsMail(String decoded, int depth) {
        // bytes are looked through for an address, and only text for a further encoding of one
        boolean text = decoded.chars().allMatch(c -> c >= ' ' && c < 127);
        return text ? Encodings.levels(decoded).stream().anyMatch(level -> hasMail(level, depth + 1)) : decoded.indexOf('@') >= 0 && hasMail(decoded, NESTED);
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || "._%+-'~!#$&*^`{|}".indexOf(c) >= 0;
    }

    private boolean isHost(String text, int from) {
        Matcher host = HOST.matcher(text);
        host.region(from, Math.min(text.length(), from + 256));
        if (!host.lookingAt()) {
            return false;
        }
        String last = host.group(1).toLowerCase(Locale.ROOT);
        boolean wide = last.chars().anyMatch(c -> c > 127);
        // jo@example.org.html is a page that is called like an address
        String[] labels = host.group().toLowerCase(Locale.ROOT).split("\\.");
        boolean file = labels.length > 2 && HostNames.isTopLevel(labels[labels.length - 2]) && RandomLook.isFile("x." + last);
        return wide || file || HostNames.isTopLevel(last) || INNER.contains(last) || ownHost.test(host.group().toLowerCase(Locale.ROOT));
    }

    private static boolean isIban(String letters) {
        String turned = letters.substring(4) + letters.substring(0, 4);
        StringBuilder digits = new StringBuilder();
        turned.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    /** The check digit of ISO/IEC 7812-1, annex B. */
    private static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0 && sum > 0;
    }
}
