package io.github.iocenrichment.indicator;

import com.ibm.icu.text.IDNA;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Host names: their canonical form (UTS #46, A-labels, lower case), top-level domains and public suffixes. */
public final class HostNames {
    private static final Set<String> TOP_LEVEL = new HashSet<>(4096);

    static {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                HostNames.class.getResourceAsStream("/indicator/top-level-domains.txt"), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    TOP_LEVEL.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loaded when the first name beyond ASCII comes along. */
    private static final class International {
        static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);
    }

    private HostNames() {
    }

    /** Whether the last label is a top-level domain; takes canonical names. */
    static boolean endsInTopLevel(String canonical) {
        int dot = canonical.lastIndexOf('.');
        return dot > 0 && TOP_LEVEL.contains(canonical.substring(dot + 1));
    }

    /** Whether a label, in lower case, is a top-level domain. */
    public static boolean isTopLevel(String label) {
        return TOP_LEVEL.contains(label);
    }

    /** Whether the name is one under which anybody may register, such as {@code co.uk}; takes canonical names. */
    static boolean isPublicSuffix(String canonical) {
        return PublicSuffixes.isSuffixOnly(canonical);
    }

    /** The longest suffix of the name under which anybody may register, as {@code co.uk} or {@code vercel.app}; takes canonical names. */
    static String publicSuffix(String canonical) {
        return canonical.substring(Math.max(0, PublicSuffixes.begin(canonical, true)));
    }

    /**
     * The part of a canonical name that somebody registered, as {@code example.co.uk} or {@code customer.github.io}; the whole name where it is a suffix
     * itself.
     */
    public static String registrable(String canonical) {
        int suffix = PublicSuffixes.begin(canonical, true);
        if (suffix == 0) {
            return canonical;
        }
        int dot = suffix < 0 ? canonical.lastIndexOf('.') : suffix - 1;
        return canonical.substring(dot < 1 ? 0 : canonical.lastIndexOf('.', dot - 1) + 1);
    }

    /** Whether a name is a suffix that a company lets to its customers ({@code s3.amazonaws.com}), so that it may be the host of a link. */
    static boolean isHosting(String canonical) {
        return isPublicSuffix(canonical) && PublicSuffixes.begin(canonical, false) > 0;
    }

    /** The canonical form of a name or of an address in its common spelling; empty when it can be none. */
    public static Optional<String> canonicalName(String written) {
        long quad = Ipv4.parse(written, 0, written.length());
        if (quad >= 0) {
            return Optional.of(Ipv4.print(quad));
        }
        if (written.indexOf(':') >= 0) {
            return Optional.ofNullable(Ipv6Address.parse(withoutZone(written))).map(Ipv6Address::toString);
        }
        return Optional.ofNullable(canonical(written.toCharArray(), 0, written.length()));
    }

    /** The canonical form of a URL's host, where a number is an address too. */
    public static Optional<String> canonicalHost(String written) {
        long number = NumericHost.parse(written);
        return number >= 0 ? Optional.of(Ipv4.print(number)) : canonicalName(written);
    }

    static String withoutZone(String address) {
        return address.indexOf('%') < 0 ? address : address.substring(0, address.indexOf('%'));
    }

    /** The canonical form of a host name, or null when it cannot be one. */
    static @Nullable String canonical(char[] text, int from, int to) {
        if (to - from > 253 || to - from < 4) {
            return null;
        }
        boolean wide = false;
        char[] lower = new char[to - from];
        int label = 0;
        int dots = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c == '.') {
                if (label == 0 || label > 63 || text[i - 1] == '-') {
                    return null;
                }
                label = 0;
                dots++;
            } else if (c == '-' && label == 0) {
                return null;
            } else {
                label++;
                wide |= c > 127;
            }
            lower[i - from] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        if (wide) {
            return international(new String(text, from, to - from));
        }
        return dots == 0 || label == 0 || label > 63 ? null : new String(lower);
    }

    private static @Nullable String international(String name) {
        IDNA.Info info = new IDNA.Info();
        String ascii = inAscii(name, info);
        boolean broken = info.hasErrors() && !info.getErrors().stream().allMatch(error -> error == IDNA.Error.HYPHEN_3_4);
        return broken || ascii.length() > 253 || ascii.indexOf('.') < 1 || ascii.endsWith(".") ? null : ascii;
    }

    /** A name beyond ASCII in A-labels. */
    static String inAscii(String name) {
        return inAscii(name, new IDNA.Info());
    }

    private static String inAscii(String name, IDNA.Info info) {
        return International.UTS46.nameToASCII(name, new StringBuilder(), info).toString().toLowerCase(Locale.ROOT);
    }
}
