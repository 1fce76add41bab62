package io.github.iocenrichment.indicator;

import io.github.iocenrichment.files.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words by which the extractor judges what shape alone cannot decide, as read from {@code extraction-rules.txt}. All lower case. Immutable.
 */
public final class ExtractionRules {
    /** One section of the file; its heading is the name in lower case with blanks. */
    enum Topic {
        VERSION_WORDS, PRODUCT_NAMES, ADDRESS_WORDS, INTERFACE_WORDS, CONNECTING_WORDS, JOINING_WORDS, VERSION_TAILS, FILE_EXTENSIONS,
        COUNTRY_EXTENSIONS, HOST_HEADS, RARE_FILE_EXTENSIONS, INNER_EXTENSIONS, FILE_HEADS, FILE_WORDS,
        ANNOUNCING_WORDS, DESCRIBING_WORDS, KEY_TAILS, FIELD_ENDINGS, KEY_HEADS, CODE_ROOTS,
        PACKAGE_HEADS, COMPANY_ENDINGS, CODE_WORDS, DOTTED_NAMES, SENTENCE_WORDS, SENTENCE_ENDS, MALWARE_NAMES, BOILERPLATE_HOSTS, HASH_LINKS,
        VISITING_WORDS, HOST_HEADINGS, FILE_HEADINGS, OBJECT_MAKERS, TRANSPORT_HEADERS, MAIL_RELAYS, LINK_WRAPPERS;

        String heading() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static final String RESOURCE = "/indicator/extraction-rules.txt";
    private final Map<Topic, Set<String>> words;
    private final Map<String, List<String>> boilerplate;
    private final List<LinkWrapper> wrappers;
    /** The last two labels of what each pattern of a host ends in: most hosts are recognised by them alone. */
    private final Set<String> wrapperTails;
    private final Set<String> relayTails;
    private final List<String> relayNames;
    private final AddressBlocks relayAddresses = new AddressBlocks();

    private ExtractionRules(Map<Topic, Set<String>> words) {
        this.words = words;
        Map<String, List<String>> byHost = new HashMap<>();
        for (String entry : words.get(Topic.BOILERPLATE_HOSTS)) {
            int slash = entry.indexOf('/');
            String host = slash < 0 ? entry : entry.substring(0, slash);
            byHost.computeIfAbsent(host, any -> new ArrayList<>()).add(slash < 0 ? "" : entry.substring(slash));
        }
        this.boilerplate = byHost;
        this.wrappers = words.get(Topic.LINK_WRAPPERS).stream().map(LinkWrapper::of)
                .sorted(Comparator.comparingInt(LinkWrapper::rank)).toList();
        Set<String> relays = words.get(Topic.MAIL_RELAYS);
        this.relayNames = relays.stream().filter(relay -> relay.indexOf('/') < 0).toList();
        this.wrapperTails = wrappers.stream().map(each -> HostPattern.tail(each.host())).collect(Collectors.toUnmodifiableSet());
        this.relayTails = relayNames.stream().map(HostPattern::tail).collect(Collectors.toUnmodifiableSet());
        relays.stream().filter(relay -> relay.indexOf('/') >= 0 && !relayAddresses.add(relay)).findFirst().ifPresent(broken -> {
            throw new IllegalArgumentException("[mail relays]: not an address block: " + broken);
        });
    }

    /** Read once: each text asks for the rules. */
    private static final class BuiltIn {
        static final ExtractionRules RULES = read();

        private static ExtractionRules read() {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(ExtractionRules.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
                return ExtractionRules.read(reader, "built-in " + RESOURCE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The rules that ship with the product. */
    public static ExtractionRules builtIn() {
        return BuiltIn.RULES;
    }

    /**
     * Reads an edited copy. A section that the file lacks is taken from the built-in rules.
     *
     * @throws IllegalArgumentException with file, line number and reason when a line cannot be read
     * @throws UncheckedIOException     when the file cannot be read
     */
    public static ExtractionRules load(Path file) {
        try {
            return read(new BufferedReader(new StringReader(TextFile.read(file))), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static ExtractionRules read(BufferedReader reader, String name) throws IOException {
        Map<Topic, Set<String>> words = new EnumMap<>(Topic.class);
        Topic topic = null;
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            int comment = line.startsWith("#") ? 0 : line.indexOf(" #");
            String content = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (content.startsWith("[")) {
                topic = topic(content, name, number);
                words.putIfAbsent(topic, new HashSet<>());
            } else if (!content.isEmpty()) {
                if (topic == null) {
                    throw new IllegalArgumentException(name + ", line " + number + ": words before the first [section]");
                }
                split(content, words.get(topic), name, number);
            }
        }
        for (Topic each : Topic.values()) {
            if (!words.containsKey(each)) {
                words.put(each, builtIn().words.get(each));
            }
        }
        return of(words, name);
    }

    private static ExtractionRules of(Map<Topic, Set<String>> words, String name) {
        try {
            return new ExtractionRules(words);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException(name + ": " + broken.getMessage(), broken);
        }
    }

    private static Topic topic(String heading, String name, int number) {
        for (Topic each : Topic.values()) {
            if (heading.equals("[" + each.heading() + "]")) {
                return each;
            }
        }
        throw new IllegalArgumentException(name + ", line " + number + ": no section is called " + heading);
    }

    private static void split(String content, Set<String> into, String name, int number) {
        int at = 0;
        while (at < content.length()) {
            boolean quoted = content.charAt(at) == '"';
            int end = content.indexOf(quoted ? '"' : ' ', at + 1);
            if (quoted && end < 0) {
                throw new IllegalArgumentException(name + ", line " + number + ": the closing \" is missing");
            }
            end = end < 0 ? content.length() : end;
            String word = content.substring(quoted ? at + 1 : at, end).strip().toLowerCase(Locale.ROOT);
            if (!word.isEmpty()) {
                into.add(word);
            }
            at = quoted ? end + 1 : end;
            while (at < content.length() && Character.isWhitespace(content.charAt(at))) {
                at++;
            }
        }
    }

    boolean has(Topic topic, String lowerCaseWord) {
        return words.get(topic).contains(lowerCaseWord);
    }

    /** Whether one of the words of a topic, which may hold stars, stands for this one. */
    boolean hasLike(Topic topic, String lowerCaseWord) {
        return has(topic, lowerCaseWord)
                || words.get(topic).stream().anyMatch(pattern -> pattern.indexOf('*') >= 0 && HostPattern.matches(pattern, lowerCaseWord));
    }

    /** Whether a mail provider sends from a host of this name. @param host canonical name */
    boolean isRelay(String host) {
        return isOneOf(relayTails, host) && relayNames.stream().anyMatch(pattern -> HostPattern.matches(pattern, host));
    }

    /** Whether a mail provider sends from this address. @param address canonical */
    boolean isRelayAddress(String address) {
        return relayAddresses.around(address) != null;
    }

    private static boolean isOneOf(Set<String> tails, String host) {
        return tails.contains(HostPattern.tail(host)) || tails.contains("*");
    }

    /** Whether links of this host may be rewritten ones. */
    boolean isWrapper(String host) {
        return isOneOf(wrapperTails, host) && wrappers.stream().anyMatch(each -> each.isHost(host));
    }

    /** The service that rewrote this link, in the form that shows most of its target. */
    Optional<LinkWrapper> wrapper(String host, String tail) {
        if (!isOneOf(wrapperTails, host)) {
            return Optional.empty();
        }
        List<LinkWrapper> covering = wrappers.stream().filter(each -> each.covers(host, tail)).toList();
        return covering.stream().filter(each -> each.target(tail) != null).findFirst().or(() -> covering.stream().findFirst());
    }

    /** Whether documents carry this address for machines: a namespace, a DTD, a schema. */
    boolean isBoilerplate(String host, String path) {
        List<String> starts = boilerplate.get(host);
        if (starts == null) {
            return false;
        }
        String lower = path.toLowerCase(Locale.ROOT);
        return starts.stream().anyMatch(start -> lower.startsWith(start));
    }
}
