package io.github.iocenrichment.indicator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public suffix list, as crawler-commons ships it, by the algorithm of publicsuffix.org. That library's own finder makes several objects of each rule and
 * starts the log, which takes longer than reading a ticket; here a rule is its name and a few bits.
 */
final class PublicSuffixes {
    private static final String RESOURCE = "/effective_tld_names.dat";
    private static final String PRIVATE_PART = "// ===BEGIN PRIVATE DOMAINS===";
    private static final int CAPACITY = 1 << 15;

    /** Each name right below is a suffix, not the name itself. */
    private static final int WILDCARD = 1;
    /** No suffix, although a wildcard covers it. */
    private static final int EXCEPTION = 2;
    /** Let by a company to its customers. */
    private static final int PRIVATE = 4;

    private static final Map<String, Integer> RULES = new HashMap<>(CAPACITY);
    private static final Map<String, Integer> BEYOND_ASCII = new HashMap<>();

    static {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(PublicSuffixes.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            int part = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(PRIVATE_PART)) {
                    part = PRIVATE;
                } else if (!line.isEmpty() && !line.startsWith("//")) {
                    learn(line, part);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules beyond ASCII as canonical names have them; made for the first such name. */
    private static final class International {
        static final Map<String, Integer> RULES = new HashMap<>();

        static {
            BEYOND_ASCII.forEach((name, bits) -> RULES.put(HostNames.inAscii(name), bits));
        }
    }

    private PublicSuffixes() {
    }

    private static void learn(String line, int part) {
        boolean wildcard = line.startsWith("*.");
        boolean exception = line.startsWith("!");
        String name = wildcard ? line.substring(2) : exception ? line.substring(1) : line;
        int bits = part | (wildcard ? WILDCARD : 0) | (exception ? EXCEPTION : 0);
        (name.chars().allMatch(c -> c < 128) ? RULES : BEYOND_ASCII).put(name, bits);
    }

    /**
     * Where the longest suffix of a canonical name begins: 0 when the whole name is one, -1 when no rule covers it.
     *
     * @param hosting whether the suffixes that companies let count
     */
    static int begin(String name, boolean hosting) {
        boolean international = name.contains("xn--");
        int labelBefore = -1;
        for (int at = 0; at >= 0; at = next(name, at)) {
            Integer bits = rule(name.substring(at), international);
            if (bits != null && (hosting || (bits & PRIVATE) == 0)) {
                if ((bits & EXCEPTION) != 0) {
                    return next(name, at);
                }
                if ((bits & WILDCARD) == 0) {
                    return at;
                }
                if (labelBefore >= 0) {
                    return labelBefore;
                }
            }
            labelBefore = at;
        }
        return -1;
    }

    /**
     * Whether a canonical name is a suffix and no host: one under a rule that a company made for its customers is a host as soon as it has a label of its own,
     * also where a wildcard makes it a suffix ({@code ec2-192-0-2-1.compute-1.amazonaws.com}); what stands behind the star alone is none.
     */
    static boolean isSuffixOnly(String name) {
        Integer bits = rule(name, name.contains("xn--"));
        if (bits != null && (bits & PRIVATE) != 0) {
            return (bits & EXCEPTION) == 0;
        }
        return begin(name, false) <= 0;
    }

    private static @Nullable Integer rule(String name, boolean international) {
        Integer bits = RULES.get(name);
        return bits == null && international ? International.RULES.get(name) : bits;
    }

    /** Where the next label begins; -1 behind the last one. */
    private static int next(String name, int label) {
        int dot = name.indexOf('.', label);
        return dot < 0 ? -1 : dot + 1;
    }
}
