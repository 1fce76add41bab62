package io.github.iocenrichment.stix;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.AbuseIpDbFacts;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.HybridAnalysisFacts;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.source.VendorFacts;
import io.github.iocenrichment.source.VirusTotalFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a source's answer into words and terms: what its note says, what a report of it is called, which families it names. */
final class SourceWords {
    private static final int LINE_CHARS = 200;
    private static final int WORD_CHARS = 80;
    private static final int MAX_WORDS = 20;
    /** The standard's malware-type-ov; any other word is left out. */
    private static final List<String> MALWARE_TYPES = List.of("adware", "backdoor", "bootkit", "bot", "ddos", "downloader", "dropper",
            "exploit-kit", "keylogger", "ransomware", "remote-access-trojan", "resource-exploitation", "rogue-security-software", "rootkit",
            "screen-capture", "spyware", "trojan", "virus", "webshell", "wiper", "worm");
    private static final Set<String> ANONYMISERS = Set.of("tor", "vpn", "proxy", "vpn-ip", "open-proxy");
    private static final Pattern NOT_IN_TERMS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern THREAT_LABEL = Pattern.compile("(?:[^./]+\\.)?([^./]+)(?:/.*)?");

    private SourceWords() {
    }

    static @Nullable String title(String source) {
        return StixText.line(SourceCatalog.title(source), 60);
    }

    /** {@code VirusTotal: file}, {@code AbuseIPDB: 203.0.113.77}. */
    static String headline(String source, Observable about) {
        String what = about.type() == IndicatorType.URL ? "URL" : about.type().isHash() ? "file" : StixText.line(about.value(), 253);
        return title(source) + ": " + what;
    }

    /** What the source said, in a few lines of plain text; never empty. */
    static String content(Answer answer) {
        VendorFacts facts = VendorFacts.of(answer);
        Stream<String> lines = Stream.empty();
        if (facts instanceof AbuseIpDbFacts reported) {
            lines = Stream.of(phrase("Abuse confidence %s of 100", figure(reported.score())), reportsLine(reported), list("Categories", words(facts.terms())),
                    owner("ISP", reported.isp(), reported.asn(), reported.country()));
        } else if (facts instanceof VirusTotalFacts scanned) {
            lines = Stream.of(engines(scanned), list("Categories", answer.type().isHash() ? List.of() : words(facts.terms())),
                    phrase("Label: %s", line(facts.label())), owner("Owner", scanned.asOwner(), scanned.asn(), scanned.country()));
        } else if (facts instanceof HybridAnalysisFacts run) {
            lines = Stream.of(sandboxVerdict(run), phrase("Family: %s", line(facts.family())));
        }
        List<String> said = lines.filter(Objects::nonNull).toList();
        return said.isEmpty() ? summary(answer) : String.join("\n", said);
    }

    /** One line for machines' readers. */
    static String detail(Answer answer) {
        VendorFacts facts = VendorFacts.of(answer);
        String detail = null;
        if (facts instanceof AbuseIpDbFacts reported) {
            detail = reports(reported);
        } else if (facts instanceof VirusTotalFacts scanned) {
            detail = engines(scanned);
        } else if (facts instanceof HybridAnalysisFacts run) {
            detail = joined(phrase("threat score %s", figure(run.threatScore())), phrase("AV detection %s percent", figure(run.multiscan())));
        }
        return detail == null ? summary(answer) : detail;
    }

    static List<String> labels(Answer answer) {
        return words(VendorFacts.of(answer).labels()).stream().map(SourceWords::term)
                .filter(term -> !term.isEmpty()).map(term -> answer.source() + ":" + term).distinct().toList();
    }

    /** The malware families that the source names. */
    static List<String> families(Answer answer) {
        VendorFacts facts = VendorFacts.of(answer);
        String family = facts.family() == null ? null : StixText.line(facts.family(), 100);
        if (family == null) {
            family = familyInLabel(facts);
        }
        return Stream.concat(Stream.ofNullable(family), words(facts.families()).stream()).map(name -> name.toLowerCase(Locale.ROOT)).distinct().toList();
    }

    /** {@code agenttesla} of {@code trojan.agenttesla/msil}; a label of one word may be a category alone, which is no family. */
    private static @Nullable String familyInLabel(VendorFacts facts) {
        var label = THREAT_LABEL.matcher(Objects.requireNonNullElse(line(facts.label()), ""));
        String word = label.matches() ? StixText.line(label.group(1), 100) : null;
        boolean category = word != null && Stream.concat(MALWARE_TYPES.stream(), words(facts.threatCategories()).stream()).anyMatch(word::equalsIgnoreCase);
        return category ? null : word;
    }

    static List<String> malwareTypes(Answer answer) {
        VendorFacts facts = VendorFacts.of(answer);
        List<String> words = new ArrayList<>(words(facts.threatCategories()));
        words.addAll(facts instanceof HybridAnalysisFacts ? words(facts.terms()) : List.of());
        return words.stream().map(SourceWords::term).filter(MALWARE_TYPES::contains).distinct().toList();
    }

    /** What the source calls the file. */
    static @Nullable String resultName(Answer answer) {
        VendorFacts facts = VendorFacts.of(answer);
        return facts instanceof VirusTotalFacts && line(facts.label()) != null ? line(facts.label()) : line(facts.family());
    }

    /** When the source analysed the file; null when it does not say. Its observation may be another: scanners may have seen the file since. */
    static @Nullable Instant analysedAt(Answer answer) {
        return VendorFacts.of(answer).analysedAt();
    }

    /** Tor, VPN or proxy: by the source's own flags, or by what it tags an address with. */
    static boolean isAnonymiser(Answer answer) {
        VendorFacts facts = VendorFacts.of(answer);
        return facts.anonymiser()
                || answer.type().isAddress() && words(facts.terms()).stream().map(SourceWords::term).anyMatch(ANONYMISERS::contains);
    }

    static boolean isHijacked(Answer answer) {
        return VendorFacts.of(answer).compromised();
    }

    private static String summary(Answer answer) {
        String summary = StixText.line(answer.summary(), 500);
        return summary == null ? "Known to " + title(answer.source()) : summary;
    }

    private static @Nullable String reports(AbuseIpDbFacts facts) {
        if (figure(facts.reports()) == null) {
            return null;
        }
        String by = figure(facts.reporters()) == null ? "" : " by " + facts.reporters() + " users";
        String window = figure(facts.windowDays()) == null ? "" : " in " + facts.windowDays() + " days";
        return facts.reports() + " reports" + by + window;
    }

    private static @Nullable String reportsLine(AbuseIpDbFacts facts) {
        String reports = reports(facts);
        return reports == null ? null : "Reports: " + reports.replaceFirst(" reports", "");
    }

    private static @Nullable String owner(String title, @Nullable String named, @Nullable Long asn, @Nullable String country) {
        String name = line(named);
        String owner = name == null || figure(asn) == null ? name : name + " (AS" + asn + ")";
        return joined(phrase(title + ": %s", owner), phrase(owner == null ? "Country %s" : "country %s", line(country)));
    }

    private static @Nullable String engines(VirusTotalFacts facts) {
        if (figure(facts.malicious()) == null) {
            return null;
        }
        String malicious = facts.malicious() + (figure(facts.votes()) == null ? "" : " of " + facts.votes()) + " engines malicious";
        return facts.suspicious() == 0 ? malicious : malicious + ", " + facts.suspicious() + " suspicious";
    }

    private static @Nullable String sandboxVerdict(HybridAnalysisFacts facts) {
        return joined(phrase("Verdict %s", line(facts.verdict())), phrase("threat score %s", figure(facts.threatScore())));
    }

    /** A figure that somebody may have meant. */
    private static @Nullable Long figure(@Nullable Long number) {
        return number == null || Math.abs(number) > Integer.MAX_VALUE ? null : number;
    }

    private static @Nullable String line(@Nullable String text) {
        return text == null ? null : StixText.line(text, LINE_CHARS);
    }

    private static List<String> words(List<String> words) {
        return words.stream().map(word -> StixText.line(word, WORD_CHARS)).filter(Objects::nonNull).distinct().limit(MAX_WORDS).toList();
    }

    private static @Nullable String list(String name, List<String> words) {
        return words.isEmpty() ? null : name + ": " + String.join(", ", words);
    }

    private static @Nullable String phrase(String form, @Nullable Object value) {
        return value == null ? null : form.replace("%s", value.toString());
    }

    private static @Nullable String joined(String@Nullable ... parts) {
        String joined = String.join(", ", Stream.of(parts).filter(Objects::nonNull).toList());
        return joined.isEmpty() ? null : joined;
    }

    private static String term(String word) {
        return NOT_IN_TERMS.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("-").replaceAll("^-|-$", "");
    }
}
