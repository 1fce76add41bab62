package io.github.iocenrichment.stix;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts a source's answer into words and terms: what its note says, what a report of it is called, which families it names. */
final class SourceWords {
    static final String ABUSEIPDB = "abuseipdb";
    static final String VIRUSTOTAL = "virustotal";
    static final String HYBRID_ANALYSIS = "hybrid-analysis";
    private static final Map<String, String> TITLES = Map.of(ABUSEIPDB, "AbuseIPDB", VIRUSTOTAL, "VirusTotal", HYBRID_ANALYSIS, "Hybrid Analysis",
            "nvd", "NVD", "epss", "EPSS", "kev", "CISA KEV");
    /** The standard's malware-type-ov; any other word is left out. */
    private static final List<String> MALWARE_TYPES = List.of("adware", "backdoor", "bootkit", "bot", "ddos", "downloader", "dropper",
            "exploit-kit", "keylogger", "ransomware", "remote-access-trojan", "resource-exploitation", "rogue-security-software", "rootkit",
            "screen-capture", "spyware", "trojan", "virus", "webshell", "wiper", "worm");
    private static final Pattern NOT_IN_TERMS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern THREAT_LABEL = Pattern.compile("(?:[^./]+\\.)?([^./]+)(?:/.*)?");

    private SourceWords() {
    }

    static String title(String source) {
        return TITLES.getOrDefault(source, StixText.line(source, 60));
    }

    /** {@code VirusTotal: file}, {@code AbuseIPDB: 203.0.113.77}. */
    static String headline(String source, Observable about) {
        String what = about.type() == IndicatorType.URL ? "URL" : about.type().isHash() ? "file" : StixText.line(about.value(), 253);
        return title(source) + ": " + what;
    }

    /** What the source said, in a few lines of plain text; never empty. */
    static String content(Answer answer) {
        Facts facts = new Facts(answer);
        Stream<String> lines = switch (answer.source()) {
            case ABUSEIPDB -> Stream.of(phrase("Abuse confidence %s of 100", facts.integer("score")), capital(reports(facts)),
                    list("Categories", facts.words("categories")), owner(facts));
            case VIRUSTOTAL -> Stream.of(engines(facts), list("Categories", facts.words("categories")),
                    phrase("Label: %s", facts.text("label")));
            case HYBRID_ANALYSIS -> Stream.of(sandboxVerdict(facts), phrase("Family: %s", facts.text("family")));
            default -> Stream.empty();
        };
        List<String> said = lines.filter(Objects::nonNull).toList();
        return said.isEmpty() ? summary(answer) : String.join("\n", said);
    }

    /** One line for machines' readers. */
    static String detail(Answer answer) {
        Facts facts = new Facts(answer);
        String detail = switch (answer.source()) {
            case ABUSEIPDB -> reports(facts);
            case VIRUSTOTAL -> engines(facts);
            case HYBRID_ANALYSIS -> joined(phrase("threat score %s", facts.integer("threat_score")),
                    phrase("AV detection %s percent", facts.integer("av_detect")));
            default -> null;
        };
        return detail == null ? summary(answer) : detail;
    }

    static List<String> labels(Answer answer) {
        return answer.source().equals(ABUSEIPDB)
                ? new Facts(answer).words("categories").stream().map(SourceWords::term).filter(term -> !term.isEmpty())
                        .map(term -> ABUSEIPDB + ":" + term).distinct().toList()
                : List.of();
    }

    /** The malware family that the source names; null when it names none. */
    static String family(Answer answer) {
        Facts facts = new Facts(answer);
        String family = facts.text("family", 100);
        if (family == null && facts.text("label") != null) {
            var label = THREAT_LABEL.matcher(facts.text("label"));
            family = label.matches() ? StixText.line(label.group(1), 100) : null;
        }
        return family == null ? null : family.toLowerCase(Locale.ROOT);
    }

    static List<String> malwareTypes(Answer answer) {
        Facts facts = new Facts(answer);
        List<String> words = new ArrayList<>(facts.words("threat_categories"));
        words.addAll(facts.words("tags"));
        return words.stream().map(SourceWords::term).filter(MALWARE_TYPES::contains).distinct().toList();
    }

    /** What the source calls the file. */
    static String resultName(Answer answer) {
        Facts facts = new Facts(answer);
        return answer.source().equals(VIRUSTOTAL) && facts.text("label") != null ? facts.text("label") : facts.text("family");
    }

    static boolean isAnonymiser(Answer answer) {
        Facts facts = new Facts(answer);
        List<String> terms = facts.words("categories").stream().map(SourceWords::term).toList();
        return facts.isTrue("tor") || terms.contains("vpn-ip") || terms.contains("open-proxy");
    }

    static boolean isHijacked(Answer answer) {
        return new Facts(answer).words("categories").stream().map(SourceWords::term).anyMatch("exploited-host"::equals);
    }

    private static String summary(Answer answer) {
        String summary = StixText.line(answer.summary(), 500);
        return summary == null ? "Known to " + title(answer.source()) : summary;
    }

    private static String reports(Facts facts) {
        Integer reports = facts.integer("reports");
        if (reports == null) {
            return null;
        }
        String by = facts.integer("reporters") == null ? "" : " by " + facts.integer("reporters") + " users";
        String window = facts.integer("max_age_days") == null ? "" : " in " + facts.integer("max_age_days") + " days";
        return reports + " reports" + by + window;
    }

    private static String capital(String reports) {
        return reports == null ? null : "Reports: " + reports.replaceFirst(" reports", "");
    }

    private static String owner(Facts facts) {
        String isp = facts.text("isp");
        String owner = isp == null ? null : facts.integer("asn") == null ? isp : isp + " (AS" + facts.integer("asn") + ")";
        return joined(phrase("ISP: %s", owner), phrase(owner == null ? "Country %s" : "country %s", facts.text("country")));
    }

    private static String engines(Facts facts) {
        if (facts.integer("malicious") == null) {
            return null;
        }
        String malicious = facts.integer("votes") == null ? facts.count("malicious") + " engines malicious"
                : facts.count("malicious") + " of " + facts.count("votes") + " engines malicious";
        return facts.count("suspicious") == 0 ? malicious : malicious + ", " + facts.count("suspicious") + " suspicious";
    }

    private static String sandboxVerdict(Facts facts) {
        return joined(phrase("Verdict %s", facts.text("verdict")), phrase("threat score %s", facts.integer("threat_score")));
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
