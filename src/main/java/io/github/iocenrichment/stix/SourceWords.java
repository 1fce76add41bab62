package io.github.iocenrichment.stix;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.SourceCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts a source's answer into words and terms: what its note says, what a report of it is called, which families it names. */
final class SourceWords {
    static final String ABUSEIPDB = "abuseipdb";
    static final String VIRUSTOTAL = "virustotal";
    static final String HYBRID_ANALYSIS = "hybrid-analysis";
    /** The standard's malware-type-ov; any other word is left out. */
    private static final List<String> MALWARE_TYPES = List.of("adware", "backdoor", "bootkit", "bot", "ddos", "downloader", "dropper",
            "exploit-kit", "keylogger", "ransomware", "remote-access-trojan", "resource-exploitation", "rogue-security-software", "rootkit",
            "screen-capture", "spyware", "trojan", "virus", "webshell", "wiper", "worm");
    private static final Set<String> ANONYMISERS = Set.of("tor", "vpn", "proxy", "vpn-ip", "open-proxy");
    private static final Pattern NOT_IN_TERMS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern THREAT_LABEL = Pattern.compile("(?:[^./]+\\.)?([^./]+)(?:/.*)?");

    private SourceWords() {
    }

    static String title(String source) {
        return StixText.line(SourceCatalog.title(source), 60);
    }

    /** {@code VirusTotal: file}, {@code AbuseIPDB: 203.0.113.77}. */
    static String headline(String source, Observable about) {
        String what = about.type() == IndicatorType.URL ? "URL" : about.type().isHash() ? "file" : StixText.line(about.value(), 253);
        return title(source) + ": " + what;
    }

    /** What the source said, in a few lines of plain text; never empty. */
    static String content(Answer answer) {
        VendorFacts facts = new VendorFacts(answer);
        Stream<String> lines = switch (answer.source()) {
            case ABUSEIPDB -> Stream.of(phrase("Abuse confidence %s of 100", facts.integer("score")), reportsLine(facts),
                    list("Categories", facts.words("terms")), owner(facts, "ISP", "isp"));
            case VIRUSTOTAL -> Stream.of(engines(facts),
                    list("Categories", answer.type().isHash() ? List.of() : facts.words("terms")), phrase("Label: %s", facts.text("label")),
                    owner(facts, "Owner", "asOwner"));
            case HYBRID_ANALYSIS -> Stream.of(sandboxVerdict(facts), phrase("Family: %s", facts.text("family")));
            default -> Stream.empty();
        };
        List<String> said = lines.filter(Objects::nonNull).toList();
        return said.isEmpty() ? summary(answer) : String.join("\n", said);
    }

    /** One line for machines' readers. */
    static String detail(Answer answer) {
        VendorFacts facts = new VendorFacts(answer);
        String detail = switch (answer.source()) {
            case ABUSEIPDB -> reports(facts);
            case VIRUSTOTAL -> engines(facts);
            case HYBRID_ANALYSIS -> joined(phrase("threat score %s", facts.integer("threatScore")),
                    phrase("AV detection %s percent", facts.integer("multiscan")));
            default -> null;
        };
        return detail == null ? summary(answer) : detail;
    }

    static List<String> labels(Answer answer) {
        return new VendorFacts(answer).words(answer.source().equals(ABUSEIPDB) ? "terms" : "tags").stream().map(SourceWords::term)
                .filter(term -> !term.isEmpty()).map(term -> answer.source() + ":" + term).distinct().toList();
    }

    /** The malware families that the source names. */
    static List<String> families(Answer answer) {
        VendorFacts facts = new VendorFacts(answer);
        String family = facts.text("family", 100);
        if (family == null) {
            family = familyInLabel(facts);
        }
        return Stream.concat(Stream.ofNullable(family), facts.words("families").stream()).map(name -> name.toLowerCase(Locale.ROOT)).distinct().toList();
    }

    /** {@code agenttesla} of {@code trojan.agenttesla/msil}; a label of one word may be a category alone, which is no family. */
    private static String familyInLabel(VendorFacts facts) {
        var label = THREAT_LABEL.matcher(Objects.requireNonNullElse(facts.text("label"), ""));
        String word = label.matches() ? StixText.line(label.group(1), 100) : null;
        boolean category = word != null && Stream.concat(MALWARE_TYPES.stream(), facts.words("threatCategories").stream()).anyMatch(word::equalsIgnoreCase);
        return category ? null : word;
    }

    static List<String> malwareTypes(Answer answer) {
        VendorFacts facts = new VendorFacts(answer);
        List<String> words = new ArrayList<>(facts.words("threatCategories"));
        words.addAll(answer.source().equals(HYBRID_ANALYSIS) ? facts.words("terms") : List.of());
        return words.stream().map(SourceWords::term).filter(MALWARE_TYPES::contains).distinct().toList();
    }

    /** What the source calls the file. */
    static String resultName(Answer answer) {
        VendorFacts facts = new VendorFacts(answer);
        return answer.source().equals(VIRUSTOTAL) && facts.text("label") != null ? facts.text("label") : facts.text("family");
    }

    /** When the source analysed the file; null when it does not say. Its observation may be another: scanners may have seen the file since. */
    static Instant analysedAt(Answer answer) {
        return new VendorFacts(answer).time("analysedAt");
    }

    /** Tor, VPN or proxy: by the source's own flags, or by what it tags an address with. */
    static boolean isAnonymiser(Answer answer) {
        VendorFacts facts = new VendorFacts(answer);
        return facts.isTrue("tor") || facts.isTrue("vpn") || facts.isTrue("proxy")
                || answer.type().isAddress() && facts.words("terms").stream().map(SourceWords::term).anyMatch(ANONYMISERS::contains);
    }

    static boolean isHijacked(Answer answer) {
        return new VendorFacts(answer).isTrue("compromised");
    }

    private static String summary(Answer answer) {
        String summary = StixText.line(answer.summary(), 500);
        return summary == null ? "Known to " + title(answer.source()) : summary;
    }

    private static String reports(VendorFacts facts) {
        Integer reports = facts.integer("reports");
        if (reports == null) {
            return null;
        }
        String by = facts.integer("reporters") == null ? "" : " by " + facts.integer("reporters") + " users";
        String window = facts.integer("windowDays") == null ? "" : " in " + facts.integer("windowDays") + " days";
        return reports + " reports" + by + window;
    }

    private static String reportsLine(VendorFacts facts) {
        String reports = reports(facts);
        return reports == null ? null : "Reports: " + reports.replaceFirst(" reports", "");
    }

    private static String owner(VendorFacts facts, String title, String fact) {
        String name = facts.text(fact);
        String owner = name == null || facts.integer("asn") == null ? name : name + " (AS" + facts.integer("asn") + ")";
        return joined(phrase(title + ": %s", owner), phrase(owner == null ? "Country %s" : "country %s", facts.text("country")));
    }

    private static String engines(VendorFacts facts) {
        if (facts.integer("malicious") == null) {
            return null;
        }
        String malicious = facts.integer("votes") == null ? facts.count("malicious") + " engines malicious"
                : facts.count("malicious") + " of " + facts.count("votes") + " engines malicious";
        return facts.count("suspicious") == 0 ? malicious : malicious + ", " + facts.count("suspicious") + " suspicious";
    }

    private static String sandboxVerdict(VendorFacts facts) {
        return joined(phrase("Verdict %s", facts.text("verdict")), phrase("threat score %s", facts.integer("threatScore")));
    }

    private static String list(String name, List<String> words) {
        return words.isEmpty() ? null : name + ": " + String.join(", ", words);
    }

    private static String phrase(String form, Object value) {
        return value == null ? null : form.replace("%s", value.toString());
    }

    private static String joined(String... parts) {
        String joined = String.join(", ", Stream.of(parts).filter(Objects::nonNull).toList());
        return joined.isEmpty() ? null : joined;
    }

    private static String term(String word) {
        return NOT_IN_TERMS.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("-").replaceAll("^-|-$", "");
    }
}
