package io.github.iocenrichment.indicator;

import io.github.iocenrichment.files.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Indicators that the organisation knows and trusts: address blocks, addresses, domains with everything below them, exact URLs and hashes,
 * one a line, each with its reason behind {@code #}.
 */
public final class AllowList {
    private static final String NO_REASON = "no reason given";

    private static final String NONE = "not an address, address block, domain, URL or hash";
    private final AddressBlocks blocks = new AddressBlocks();
    private final Map<String, String> domains = new HashMap<>();
    private final Map<String, String> exact = new HashMap<>();

    private AllowList() {
    }

    /** A list that allows nothing in particular. */
    public static AllowList empty() {
        return new AllowList();
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException with file, line number and reason when a line is broken
     * @throws UncheckedIOException     when the file cannot be read
     */
    public static AllowList load(Path file) {
        try {
            return parse(TextFile.lines(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the allow-list " + file, e);
        }
    }

    /**
     * Reads the lines of a list.
     *
     * @param name how errors call it
     */
    public static AllowList parse(List<String> lines, String name) {
        AllowList list = new AllowList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int comment = line.indexOf(" #") >= 0 ? line.indexOf(" #") : line.indexOf("\t#");
            String entry = comment < 0 ? line : line.substring(0, comment).strip();
            String reason = comment < 0 ? NO_REASON : line.substring(comment + 2).strip();
            try {
                list.add(entry, reason.isEmpty() ? NO_REASON : reason);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ", line " + (i + 1) + ": " + e.getMessage() + ": " + entry);
            }
        }
        return list;
    }

    private void add(String entry, String reason) {
        int slash = entry.indexOf('/');
        if (entry.contains("://")) {
            exact.put(IndicatorType.URL.label() + "|" + oneUrl(entry), reason);
        } else if (slash > 0 && !entry.substring(slash + 1).matches("[0-9]+")) {
            throw new IllegalArgumentException("the length of an address block must be a number, and a URL needs its scheme");
        } else if (blocks.add(entry, reason)) {
            return;
        } else if (slash > 0) {
            boolean isAddress = new AddressBlocks().add(entry.substring(0, slash));
            throw new IllegalArgumentException(isAddress ? "an address block cannot be that long" : NONE);
        } else if (isHash(entry)) {
            exact.put(entry.toLowerCase(Locale.ROOT), reason);
        } else {
            domains.put(domain(entry), reason);
        }
    }

    private static boolean isHash(String entry) {
        int length = entry.length();
        boolean digest = length == 32 || length == 40 || length == 64 || length == 128;
        return digest && entry.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static String domain(String entry) {
        String bare = entry.startsWith("*.") ? entry.substring(2) : entry;
        String name = HostNames.canonical(bare.toCharArray(), 0, bare.length());
        if (name == null || bare.chars().anyMatch(c -> " *:".indexOf(c) >= 0)) {
            throw new IllegalArgumentException(NONE);
        }
        return name;
    }

    private static String oneUrl(String entry) {
        return new IndicatorExtractor(ExtractionRules.builtIn()).extract(entry, ContentKind.PLAIN, "", "").stream()
                .filter(found -> found.type() == IndicatorType.URL).map(Indicator::value).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a URL"));
    }

    /** The reason why an indicator is on the list, or null when it is not. A URL or mail address is also covered by its host. */
    public @Nullable String reasonFor(Indicator indicator) {
        String value = indicator.value();
        return switch (indicator.type()) {
            case IPV4, IPV6, CIDR -> blocks.around(value);
            case DOMAIN -> below(value);
            case EMAIL -> below(value.substring(value.indexOf('@') + 1));
            case URL -> {
                String reason = exact.get(indicator.key());
                yield reason != null ? reason : reasonForHost(Host.inside(value));
            }
            default -> exact.get(value);
        };
    }

    /** The same for a host, name or address. */
    @Nullable String reasonForHost(String host) {
        String reason = blocks.around(host);
        return reason != null ? reason : below(host);
    }

    private @Nullable String below(String domain) {
        for (String name = domain; !name.isEmpty(); name = name.substring(name.indexOf('.') < 0 ? name.length() : name.indexOf('.') + 1)) {
            String reason = domains.get(name);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }
}
