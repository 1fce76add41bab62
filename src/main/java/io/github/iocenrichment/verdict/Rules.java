package io.github.iocenrichment.verdict;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every number of the verdict, each a property with a documented default; {@code docs/verdicts.md} explains what they do. */
public final class Rules {
    private static final String PREFIX = "verdict.";

    private static final List<RuleSetting> SETTINGS = List.of(
            number("abuseipdb.malicious-score", "75", "1", "100", "AbuseIPDB: abuse confidence score from which an address is malicious"),
            number("abuseipdb.suspicious-score", "25", "1", "100", "AbuseIPDB: score from which an address is suspicious"),
            number("abuseipdb.malicious-reporters", "3", "1", "1000", "AbuseIPDB: different reporters that malicious needs; fewer stay suspicious"),
            number("abuseipdb.strong-score", "90", "1", "100", "AbuseIPDB: score of a strong detection, which benign evidence cannot lower"),
            number("abuseipdb.strong-reporters", "10", "1", "1000", "AbuseIPDB: different reporters that a strong detection needs"),
            number("virustotal.malicious-engines", "5", "1", "100", "VirusTotal: malicious votes from which an object is malicious"),
            number("virustotal.malicious-share", "8", "0", "100", "VirusTotal: share of all votes, in percent, that malicious also needs"),
            number("virustotal.suspicious-engines", "2", "1", "100", "VirusTotal: malicious and suspicious votes from which an object is suspicious"),
            number("virustotal.strong-engines", "15", "1", "100", "VirusTotal: malicious votes of a strong detection, which benign evidence cannot lower"),
            number("virustotal.no-threat-votes", "10", "1", "100", "VirusTotal: harmless and undetected votes that no-threat-found needs"),
            new RuleSetting(PREFIX + "virustotal.trusted-engines", "", null, null,
                    "VirusTotal: engines whose malicious vote counts more, as Name=weight, comma separated; names without regard to case"),
            number("virustotal.points-per-engine", "5", "0", "20", "VirusTotal: points of score for each detection short of malicious"),
            number("virustotal.points-per-share", "25", "0", "25", "VirusTotal: points of score for a share of 100 percent, above the base of malicious"),
            number("virustotal.yara-rules", "1", "1", "1000", "VirusTotal: matching YARA rules that corroborate"),
            number("virustotal.sigma-matches", "5", "1", "1000", "VirusTotal: critical and high Sigma matches that corroborate"),
            number("virustotal.ids-matches", "5", "1", "1000", "VirusTotal: critical and high intrusion detection matches that corroborate"),
            number("virustotal.sandboxes", "1", "1", "100", "VirusTotal: sandboxes with the verdict malicious that corroborate"),
            number("virustotal.popularity-rank", "10000", "0", "10000000", "VirusTotal: best popularity rank that counts as benign evidence; 0 for never"),
            number("hybrid-analysis.malicious-score", "75", "1", "100", "Hybrid Analysis: threat score that the verdict malicious needs when one is given"),
            number("hybrid-analysis.suspicious-score", "40", "1", "100", "Hybrid Analysis: threat score from which a file is suspicious"),
            number("hybrid-analysis.suspicious-multiscan", "30", "1", "100",
                    "Hybrid Analysis: percent of engines from which a file without verdict is suspicious"),
            number("hybrid-analysis.strong-score", "90", "1", "100", "Hybrid Analysis: threat score of a strong detection, which benign evidence cannot lower"),
            number("hybrid-analysis.contradiction-points", "10", "0", "100",
                    "Hybrid Analysis: points off when its reports, files or figures contradict each other"),
            number("other.malicious-score", "75", "1", "100", "Any further source: score from which an indicator is malicious when it gives no verdict"),
            number("other.suspicious-score", "40", "1", "100", "Any further source: score from which an indicator is suspicious when it gives no verdict"),
            number("score.malicious", "75", "2", "100", "base score of malicious; whatever is capped at suspicious stays one point below"),
            number("score.suspicious", "40", "1", "100", "base score of suspicious"),
            number("age.address-days", "90", "1", "3650",
                    "addresses: days after which a report is at most suspicious and confidence halves, each time they pass"),
            number("age.domain-days", "90", "1", "3650", "domains: the same for an analysis"),
            number("age.url-days", "30", "1", "3650", "URLs: the same for an analysis"),
            number("age.file-days", "180", "1", "3650", "files: days after which a clean analysis counts less, halved each time they pass; a detection of a"
            + " file does not age"),
            number("combined.agreement-points", "10", "0", "100", "points for each further source that agrees on evidence of its own"),
            number("combined.disagreement-points", "15", "0", "100", "points off for each source that positively sees no threat"),
            number("combined.benign-points", "20", "0", "100", "points off when there is benign evidence"),
            number("override.confidence", "100", "1", "100", "confidence of a verdict that an analyst set"),
            number("no-threat.max-confidence", "80", "0", "100", "highest confidence that no-threat-found can have"),
            number("no-threat.missing-points", "10", "0", "100", "no-threat-found: points off for each source that could not be asked"),
            number("cve.high-percentile", "0.95", "0", "1", "CVE: EPSS percentile from which the priority is high"),
            number("cve.high-cvss", "9.0", "0", "10", "CVE: CVSS base score from which the priority is high, together with the next"),
            number("cve.high-cvss-epss", "0.1", "0", "1", "CVE: EPSS probability that a high CVSS score needs"),
            number("cve.medium-percentile", "0.80", "0", "1", "CVE: EPSS percentile from which the priority is medium"),
            number("cve.medium-cvss", "7.0", "0", "10", "CVE: CVSS base score from which the priority is medium"));

    private final Map<String, BigDecimal> numbers;
    private final Map<String, Long> trustedEngines;

    private Rules(Map<String, BigDecimal> numbers, Map<String, Long> trustedEngines) {
        this.numbers = Map.copyOf(numbers);
        this.trustedEngines = Map.copyOf(trustedEngines);
    }

    /** Every setting in the order of the documentation. */
    public static List<RuleSetting> settings() {
        return SETTINGS;
    }

    public static Rules defaults() {
        return from(name -> null);
    }

    /**
     * @param property gives the value of a property by its whole name; null or blank means the default
     * @throws IllegalArgumentException naming the property, what is wrong with it and what is allowed
     */
    public static Rules from(Function<String, @Nullable String> property) {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        Map<String, Long> trusted = new LinkedHashMap<>();
        for (RuleSetting setting : SETTINGS) {
            String given = property.apply(setting.name());
            String value = given == null || given.isBlank() ? setting.defaultValue() : given.strip();
            if (setting.min() == null) {
                trusted.putAll(engines(setting, value));
            } else {
                numbers.put(setting.name().substring(PREFIX.length()), checked(setting, value));
            }
        }
        Rules rules = new Rules(numbers, trusted);
        numbers.keySet().stream().filter(name -> name.contains("suspicious") && numbers.containsKey(higher(name)))
                .forEach(name -> rules.ordered(name, higher(name)));
        return rules;
    }

    /** The setting of which this one, about suspicious, must not be above. */
    private static String higher(String suspicious) {
        return suspicious.replace("suspicious", "malicious");
    }

    private void ordered(String lower, String higher) {
        if (number(lower).compareTo(number(higher)) > 0) {
            throw new IllegalArgumentException(PREFIX + lower + ": " + number(lower) + " is above " + PREFIX + higher + " (" + number(higher)
                    + "); give a value that is not");
        }
    }

    BigDecimal number(String name) {
        BigDecimal value = numbers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no rule setting is called '" + PREFIX + name + "'");
        }
        return value;
    }

    int whole(String name) {
        return number(name).intValue();
    }

    /** How much a malicious vote of this engine counts: 1 unless it is on the list of trusted engines. */
    long weight(String engine) {
        return trustedEngines.getOrDefault(engine.strip().toLowerCase(Locale.ROOT), 1L);
    }

    private static RuleSetting number(String name, String defaultValue, String min, String max, String words) {
        return new RuleSetting(PREFIX + name, defaultValue, min, max, words);
    }

    private static BigDecimal checked(RuleSetting setting, String value) {
        BigDecimal number;
        try {
            number = value.length() > 20 ? null : new BigDecimal(value);
        } catch (NumberFormatException noNumber) {
            number = null;
        }
        boolean wholeOnly = !setting.defaultValue().contains(".");
        if (number == null || number.scale() < 0 || number.compareTo(new BigDecimal(setting.min())) < 0
                || number.compareTo(new BigDecimal(setting.max())) > 0 || wholeOnly && number.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(setting.name() + ": '" + value + "' is not a " + (wholeOnly ? "whole number" : "number") + " from "
                    + setting.min() + " to " + setting.max() + "; give one, or leave it out for " + setting.defaultValue());
        }
        return number;
    }

    private static Map<String, Long> engines(RuleSetting setting, String value) {
        Map<String, Long> weights = new LinkedHashMap<>();
        for (String part : value.split(",")) {
            if (!part.isBlank()) {
                int equals = part.lastIndexOf('=');
                String weight = equals < 0 ? "" : part.substring(equals + 1).strip();
                if (equals < 1 || part.substring(0, equals).isBlank() || !weight.matches("[1-9]|10")) {
                    throw new IllegalArgumentException(setting.name() + ": '" + part.strip() + "' is not of the form Name=weight with a weight from 1 to 10");
                }
                weights.put(part.substring(0, equals).strip().toLowerCase(Locale.ROOT), Long.valueOf(weight));
            }
        }
        return weights;
    }
}
