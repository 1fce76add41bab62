package io.github.iocenrichment.lists;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.iocenrichment.files.TextFile;
import io.github.iocenrichment.indicator.AddressBlocks;
import io.github.iocenrichment.indicator.HostNames;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.text.OneLine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One warning list in the form of MISP's ({@code name}, {@code version}, {@code type}, {@code matching_attributes}, {@code list}), with {@code kind},
 * {@code source} and {@code date} of our own beside it.
 */
final class WarningList {
    private static final JsonMapper JSON = new JsonMapper();
    /** Longer entries are no values that an incident could hold. */
    private static final int ENTRY_MAX = 2048;
    private static final int NAME_MAX = 120;

    private final WarningKind kind;
    private final String name;
    private final String date;
    private final Set<IndicatorType> types;
    private final Matcher matcher;

    /** Whether an entry covers a value. */
    private interface Matcher {
        /** The entry; null when there is none. */
        @Nullable String entry(Indicator indicator);
    }

    private WarningList(WarningKind kind, String name, String date, Set<IndicatorType> types, Matcher matcher) {
        this.kind = kind;
        this.name = name;
        this.date = date;
        this.types = types;
        this.matcher = matcher;
    }

    /**
     * Reads a list.
     *
     * @param called the file, and the folder when it is called {@code list.json} as MISP's are
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static WarningList read(byte[] json, String called) {
        JsonNode list;
        try {
            list = JSON.readTree(TextFile.decode(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
        }
        String type = list.path("type").asText("");
        if (!list.path("list").isArray() || type.isEmpty()) {
            throw new IllegalArgumentException("is not in the form of a MISP warning list: it needs 'type' and 'list'");
        }
        List<String> entries = new ArrayList<>();
        list.path("list").forEach(entry -> {
            String text = entry.asText("").strip();
            if (!text.isEmpty() && text.length() <= ENTRY_MAX) {
                entries.add(text);
            }
        });
        String name = oneLine(list.path("name").asText(called));
        String stated = list.path("kind").asText("");
        WarningKind kind = stated.isEmpty() ? WarningKind.guessed(called + " " + name)
                : WarningKind.named(stated).orElseThrow(() -> new IllegalArgumentException("has the kind '" + oneLine(stated)
                + "'; give one of cdn, cloud, popular, mail, other"));
        Matcher matcher = matcher(type.toLowerCase(Locale.ROOT), entries);
        return new WarningList(kind, name, date(list), types(list.path("matching_attributes"), type), matcher);
    }

    private static String oneLine(String text) {
        return OneLine.within(text, NAME_MAX);
    }

    /** MISP's lists have their day as the version, as in {@code 20241104}. */
    private static String date(JsonNode list) {
        String version = list.path("version").asText("");
        String stated = oneLine(list.path("date").asText(""));
        return !stated.isEmpty() ? stated : version.matches("20\\d{6}") ? version.substring(0, 4) + "-" + version.substring(4, 6) + "-" + version.substring(6)
                : "";
    }

    /** What a list is about. One that names attributes which no incident holds as indicators, such as phone numbers, is about none. */
    private static Set<IndicatorType> types(JsonNode attributes, String type) {
        Set<IndicatorType> types = EnumSet.noneOf(IndicatorType.class);
        attributes.forEach(attribute -> {
            for (String part : attribute.asText("").split("\\|")) {
                types.addAll(types(part));
            }
        });
        if (!attributes.isEmpty()) {
            return types;
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "cidr" -> EnumSet.of(IndicatorType.IPV4, IndicatorType.IPV6, IndicatorType.CIDR);
            case "hostname" -> EnumSet.of(IndicatorType.DOMAIN, IndicatorType.URL);
            default -> EnumSet.allOf(IndicatorType.class);
        };
    }

    private static Set<IndicatorType> types(String attribute) {
        return switch (attribute) {
            case "ip-src", "ip-dst", "ip" -> EnumSet.of(IndicatorType.IPV4, IndicatorType.IPV6, IndicatorType.CIDR);
            case "domain", "hostname" -> EnumSet.of(IndicatorType.DOMAIN);
            case "url", "uri", "link" -> EnumSet.of(IndicatorType.URL);
            case "md5" -> EnumSet.of(IndicatorType.MD5);
            case "sha1" -> EnumSet.of(IndicatorType.SHA1);
            case "sha256" -> EnumSet.of(IndicatorType.SHA256);
            case "sha512" -> EnumSet.of(IndicatorType.SHA512);
            default -> EnumSet.noneOf(IndicatorType.class);
        };
    }

    private static Matcher matcher(String type, List<String> entries) {
        return switch (type) {
            case "cidr" -> {
                AddressBlocks blocks = new AddressBlocks();
                entries.stream().filter(entry -> !blocks.add(entry)).findFirst().ifPresent(broken -> {
                    throw new IllegalArgumentException("has the entry '" + oneLine(broken) + "', which is no address block");
                });
                yield indicator -> blocks.around(indicator.value());
            }
            case "hostname" -> hosts(entries);
            case "string" -> {
                Map<String, String> exact = new HashMap<>();
                entries.forEach(entry -> exact.put(entry.toLowerCase(Locale.ROOT), entry));
                yield indicator -> exact.get(host(indicator).orElse(indicator.value()).toLowerCase(Locale.ROOT));
            }
            case "substring" -> indicator -> entries.stream().filter(indicator.value().toLowerCase(Locale.ROOT)::contains).findFirst().orElse(null);
            case "regex" -> {
                List<BoundedPattern> patterns = entries.stream().map(BoundedPattern::of).toList();
                yield indicator -> patterns.stream().filter(pattern -> pattern.matches(indicator.value())).map(BoundedPattern::written).findFirst()
                        .orElse(null);
            }
            default -> throw new IllegalArgumentException("has the type '" + oneLine(type) + "'; give one of cidr, hostname, string, substring, regex");
        };
    }

    /** A name covers what is below it, but never what a host lets to its customers: {@code github.io} says nothing about {@code evil.github.io}. */
    private static Matcher hosts(List<String> entries) {
        Map<String, String> names = new HashMap<>();
        for (String entry : entries) {
            HostNames.canonicalName(entry.startsWith(".") ? entry.substring(1) : entry).ifPresent(name -> names.put(name, entry));
        }
        return indicator -> {
            String host = host(indicator).orElse(indicator.value());
            int shortest = HostNames.registrable(host).length();
            for (String name = host; name.length() >= shortest; name = name.substring(name.indexOf('.') + 1)) {
                if (names.containsKey(name)) {
                    return names.get(name);
                }
                if (name.indexOf('.') < 0) {
                    break;
                }
            }
            return null;
        };
    }

    /** Of a URL that names its host alone; what stands behind a path may be anybody's, whoever the host belongs to. */
    private static Optional<String> host(Indicator indicator) {
        String value = indicator.value();
        int start = value.indexOf("://") + 3;
        if (indicator.type() != IndicatorType.URL || start < 3) {
            return Optional.empty();
        }
        int slash = value.indexOf('/', start);
        String host = value.substring(start, slash < 0 ? value.length() : slash);
        boolean alone = (slash < 0 || slash == value.length() - 1) && host.indexOf('?') < 0 && host.indexOf('#') < 0 && host.indexOf(':') < 0;
        return alone ? Optional.of(host) : Optional.empty();
    }

    WarningKind kind() {
        return kind;
    }

    Optional<Warning> find(Indicator indicator) {
        if (!types.contains(indicator.type())) {
            return Optional.empty();
        }
        return Optional.ofNullable(matcher.entry(indicator)).map(entry -> new Warning(kind, name, date, oneLine(entry)));
    }
}
