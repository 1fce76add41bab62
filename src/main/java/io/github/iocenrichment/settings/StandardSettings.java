package io.github.iocenrichment.settings;

import static io.github.iocenrichment.settings.Addresses.baseUrl;
import static io.github.iocenrichment.settings.Addresses.url;
import static io.github.iocenrichment.settings.Requirement.ALWAYS;
import static io.github.iocenrichment.settings.Setting.needed;
import static io.github.iocenrichment.settings.Setting.of;
import static io.github.iocenrichment.settings.TimeKinds.duration;
import static io.github.iocenrichment.settings.ValueKinds.flag;
import static io.github.iocenrichment.settings.ValueKinds.key;
import static io.github.iocenrichment.settings.ValueKinds.number;
import static io.github.iocenrichment.settings.ValueKinds.oneOf;
import static io.github.iocenrichment.settings.ValueKinds.password;
import static io.github.iocenrichment.settings.ValueKinds.text;
import io.github.iocenrichment.verdict.Rules;
import java.util.List;
import java.util.stream.Stream;

/** The settings of the product, group by group. The meanings are the comments of {@code application.properties}. */
final class StandardSettings {
    private static final Requirement SIGNING = Requirement.when("while intelx.route is ingest-bundle or intelx.verify is true",
            values -> "ingest-bundle".equals(values.apply("intelx.route")) || "true".equals(values.apply("intelx.verify")));
    private static final Requirement TAXII = Requirement.when("while intelx.route is taxii", values -> "taxii".equals(values.apply("intelx.route")));
    private static final Requirement OPEN_TO_OTHERS = Requirement.when("while http.host is not a loopback address",
            values -> !Loopback.is(values.apply("http.host")));

    private StandardSettings() {
    }

    static List<Setting> all() {
        return Stream.of(network(), IvantiSettings.all(), sources(), vulnerabilities(), breakers(), intelx(), stix(), work(), attachments(), node(),
                verdicts(), KnownValueSettings.all())
                .flatMap(List::stream).toList();
    }

    private static List<Setting> network() {
        return List.of(
                of("network.proxy.url", "", ProxySettings.address(),
                        "http://host:port of an outgoing proxy for all calls; empty takes HTTPS_PROXY and HTTP_PROXY of the environment"),
                of("network.proxy.username", "", password(), "user at the proxy (Basic)"),
                of("network.proxy.password", "", password(), "password at the proxy"),
                of("network.proxy.no-proxy", "", ProxySettings.hosts(),
                        "hosts, addresses and blocks that are called directly, comma separated; empty takes NO_PROXY of the environment"),
                of("network.trust", "", TrustFile.kind(), "PEM file with certificates of authorities that are trusted beside the JVM's own"),
                of("network.allow-http", "false", flag(), "send keys over plain http, in the clear"));
    }

    private static List<Setting> sources() {
        return List.of(
                of("source.max-answer-bytes", "2097152", number(65_536, 268_435_456), "longest answer of a source that is read"),
                of("abuseipdb.base-url", "https://api.abuseipdb.com/api/v2", baseUrl(), "address of AbuseIPDB"),
                of("abuseipdb.api-key", "", key(), "empty disables the source"),
                of("abuseipdb.quota.per-day", "1000", number(0, 100_000_000), "look-ups a day"),
                of("abuseipdb.max-age-days", "90", number(1, 365), "age limit, in days, of the reports that are counted"),
                of("abuseipdb.max-in-flight", "8", number(1, 500), "requests at one time from this node"),
                of("abuseipdb.timeout", "20s", duration("1s", "10m"), "longest wait for an answer"),
                of("virustotal.base-url", "https://www.virustotal.com/api/v3", baseUrl(), "address of VirusTotal"),
                of("virustotal.api-key", "", key(), "empty disables the source"),
                of("virustotal.quota.per-minute", "4", number(0, 1_000_000), "look-ups a minute; 4 fits a public key, raise for a premium key"),
                of("virustotal.quota.per-day", "500", number(0, 100_000_000), "look-ups a day; 500 fits a public key, raise for a premium key"),
                of("virustotal.look-up-domains", "standalone", oneOf("none", "standalone", "all"),
                        "none, standalone (not the hosts of URLs that are looked up) or all"),
                of("virustotal.submit-unknown-urls", "false", flag(), "submit URLs that VirusTotal does not know; this publishes them"),
                of("virustotal.max-in-flight", "8", number(1, 500), "requests at one time from this node"),
                of("virustotal.timeout", "20s", duration("1s", "10m"), "longest wait for an answer"),
                of("hybrid-analysis.base-url", "https://hybrid-analysis.com/api/v2", baseUrl(), "address of Hybrid Analysis"),
                of("hybrid-analysis.api-key", "", key(), "empty disables the source"),
                of("hybrid-analysis.quota.per-minute", "200", number(0, 1_000_000), "look-ups a minute"),
                of("hybrid-analysis.quota.per-hour", "2000", number(0, 10_000_000), "look-ups an hour"),
                of("hybrid-analysis.max-in-flight", "8", number(1, 500), "requests at one time from this node"),
                of("hybrid-analysis.timeout", "30s", duration("1s", "10m"), "longest wait for an answer"));
    }

    private static List<Setting> vulnerabilities() {
        return List.of(
                of("vulnerability.enabled", "false", flag(), "ask about CVEs at NVD, CVE.org, EPSS and CISA KEV"),
                of("nvd.base-url", "https://services.nvd.nist.gov/rest/json/cves/2.0", baseUrl(),
                        "whole address of NVD, up to and including /rest/json/cves/2.0"),
                of("nvd.api-key", "", key(), "key of NVD; may stay empty"),
                of("nvd.quota.per-30s", "5", number(0, 100_000), "requests in 30 seconds; 50 with a key"),
                of("nvd.timeout", "60s", duration("1s", "2m"), "longest wait for an answer; NVD at times takes half a minute"),
                of("cve-org.base-url", "https://cveawg.mitre.org/api/cve", baseUrl().orEmpty(),
                "address of CVE.org, asked where NVD has no score; empty = never"),
                of("cve-org.timeout", "30s", duration("1s", "2m"), "longest wait for an answer"),
                of("epss.base-url", "https://api.first.org/data/v1/epss", baseUrl(), "whole address of EPSS"),
                of("epss.timeout", "30s", duration("1s", "2m"), "longest wait for an answer"),
                of("kev.url", "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json", url(),
                        "whole address of the KEV feed"),
                of("kev.enisa.url", "", url().orEmpty(), "whole address of ENISA's list of exploited CVEs (EUVD, api/kev/dump); empty = off"),
                of("kev.vulncheck.url", "", url().orEmpty(), "whole address of VulnCheck's list of exploited CVEs (v3/index/vulncheck-kev), asked CVE by"
                + " CVE; empty = off"),
                of("kev.vulncheck.api-key", "", key(), "token of VulnCheck"),
                of("kev.timeout", "60s", duration("1s", "2m"), "longest wait for an answer"),
                of("kev.max-answer-bytes", "16777216", number(65_536, 268_435_456), "longest KEV feed that is read"),
                of("kev.refresh", "12h", duration("1h", "24h"), "how often the copy of the KEV feed is compared with CISA's"),
                of("kev.trusted-for", "72h", duration("24h", "30d"), "age from which the copy is no longer used; KEV then counts as not checked"));
    }

    private static List<Setting> breakers() {
        return List.of(
                of("breaker.calls", "10", number(1, 10_000), "number of latest calls that the circuit breaker evaluates (sliding window)"),
                of("breaker.min-calls", "5", number(1, 10_000), "minimum number of calls before the breaker can open"),
                of("breaker.failure-percent", "50", number(1, 100), "failure rate (%) that opens the breaker"),
                of("breaker.open-for", "30s", duration("1s", "1h"), "how long the breaker stays open"),
                of("breaker.trial-calls", "2", number(1, 100), "calls permitted while the breaker is half open; they decide whether it closes"));
    }

    private static List<Setting> intelx() {
        return List.of(
                needed("intelx.base-url", baseUrl(), ALWAYS, "address of Intel Exchange including /ctixapi"),
                of("intelx.route", "ingest-bundle", oneOf("ingest-bundle", "taxii"), "ingest-bundle or taxii"),
                needed("intelx.access-id", key(), SIGNING, "access id of the Open API"),
                needed("intelx.secret-key", key(), SIGNING, "secret key of the Open API"),
                of("intelx.source-name", "IOC Enrichment", text(), "source under which Intel Exchange files what we publish"),
                of("intelx.collection-name", "Ivanti Incidents", text(), "collection of that source"),
                of("intelx.source-id", "", ValueKinds.segment(), "address by ids instead of names: id of the source"),
                of("intelx.collection-id", "", ValueKinds.segment(), "address by ids instead of names: id of the collection"),
                needed("intelx.taxii.discovery-url", url(), TAXII, "discovery address of the TAXII server, for taxii"),
                needed("intelx.taxii.username", text(), TAXII, "subscriber's user, for taxii"),
                needed("intelx.taxii.password", password(), TAXII, "subscriber's password, for taxii"),
                needed("intelx.taxii.collection-id", ValueKinds.segment(), TAXII, "collection with inbox, for taxii"),
                of("intelx.verify", "true", flag(), "verify after publishing that Intel Exchange has the objects"),
                of("intelx.verify.first-delay", "15s", duration("1s", "1h"), "time until the first look-up"),
                of("intelx.verify.give-up", "5m", duration("1s", "7d"), "time after which a publication counts as sent, not confirmed"),
                of("intelx.ask-first", "true", flag(),
                        "look up before publishing: what an analyst there marked a false positive or is on its list of allowed values becomes no indicator"),
                of("intelx.ask-first.verify-max", "0", number(0, 1000), "how many values that it does not know are checked against the list of allowed"
                + " values, one call each"),
                of("intelx.stored-answers", "false", flag(), "read the vendors' answers that Intel Exchange keeps; a fresh one spares a look-up of ours"),
                of("intelx.publish-verdicts", "malicious,suspicious", ValueKinds.someOf("malicious", "suspicious", "no-threat-found", "unknown", "not-checked"),
                        "verdicts that become STIX indicator objects; observables and notes are published for all"),
                of("intelx.tlp", "AMBER", ValueKinds.tlp(), "marking of everything published: WHITE, GREEN, AMBER, AMBER+STRICT or RED"),
                of("intelx.tlp.version", "1", oneOf("1", "2"), "1 or 2: marking objects of TLP 1 or TLP 2.0"),
                of("intelx.publish-red", "false", flag(), "publish at all when the marking is RED"),
                of("intelx.bundle.max-objects", "200", number(10, 10_000), "objects in one message"),
                of("intelx.bundle.max-bytes", "1048576", number(65_536, 104_857_600), "bytes in one message"),
                of("intelx.max-in-flight", "4", number(1, 100), "requests at one time from this node"),
                of("intelx.timeout", "60s", duration("1s", "10m"), "longest wait for an answer"),
                of("intelx.max-answer-bytes", "4194304", number(65_536, 268_435_456), "longest answer that is read"));
    }

    private static List<Setting> stix() {
        return List.of(
                needed("stix.producer.id", ValueKinds.identityId(), ALWAYS,
                        "identity-- and a UUIDv4 made once per organisation; every id of ours is derived from it"),
                needed("stix.producer.name", text(), ALWAYS, "name of the organisation"),
                of("stix.producer.created", "2026-01-01T00:00:00Z", TimeKinds.instant(), "created and modified of the producer's identity object"),
                of("stix.container", "grouping", oneOf("grouping", "report"), "object that holds a ticket's findings together"),
                of("stix.extension.enabled", "true", flag(), "carry scores in an extension; off for consumers that refuse unknown extensions"),
                of("stix.valid-for.network", "30d", duration("1h", "3650d"), "validity of indicators on addresses and URLs"),
                of("stix.valid-for.domain", "90d", duration("1h", "3650d"), "validity of indicators on domains"),
                of("stix.valid-for.file", "365d", duration("1h", "3650d"), "validity of indicators on hashes"));
    }

    private static List<Setting> work() {
        return List.of(
                of("work.incidents-at-once", "8", number(1, 500), "incidents in work on this node at one time"),
                of("work.max-indicators", "10000", number(1, 100_000), "distinct indicators that are kept of one incident; more are counted by type"),
                of("work.attempts", "8", number(1, 100), "tries of one stage of an incident before it is parked for an operator; outages of other systems"
                + " do not count"),
                of("work.deaths", "3", number(0, 100), "crashes of the process during one task after which the task is parked; 0 = never"),
                of("enrichment.cache.ttl", "24h", duration("0s", "365d"), "how long an answer is reused across incidents"),
                of("enrichment.cache.not-found-ttl", "6h", duration("0s", "365d"), "how long 'no record' is reused"),
                of("enrichment.cache.pending-ttl", "10m", duration("0s", "365d"), "how long 'analysis not finished' is reused"),
                of("enrichment.max-wait", "2m", duration("0s", "7d"),
                        "an incident is reported with what is there after this; late answers follow in a second note"),
                of("enrich.ip", "abuseipdb", ValueKinds.sources(), "sources asked about addresses, in this order"),
                of("enrich.hash", "hybrid-analysis,virustotal", ValueKinds.sources(), "sources asked about file hashes"),
                of("enrich.url", "virustotal", ValueKinds.sources(), "sources asked about URLs"),
                of("enrich.domain", "virustotal", ValueKinds.sources(), "sources asked about domains"),
                of("enrich.cve", "vulnerability", ValueKinds.sources(), "sources asked about CVEs; vulnerability stands for NVD, EPSS and KEV"),
                of("enrichment.source-share", "25%", ValueKinds.percent(1, 100),
                        "largest part of a source's day that one incident may take, of what is left at its first look-up there; the rest follows the next day"),
                of("enrichment.max-indicators", "500", number(1, 100_000), "indicators of one incident that are enriched; the others are named"),
                of("indicators.own-domains", "", ValueKinds.domains(), "own organisation's domains, comma separated: extracted, shown, never sent out"),
                of("indicators.rules", "extraction-rules.txt", ValueKinds.path().orEmpty(),
                "words and names that extraction judges by, reloaded on change; without the file the built-in ones"),
                of("indicators.allow-list", "allow-list.txt", ValueKinds.path().orEmpty(),
                        "own networks, addresses, domains, URLs, hashes, one a line, reason behind #: shown, never sent out"),
                of("privacy.mask-url-secrets", "true", flag(), "mask secrets and persons in URLs before they are looked up or published; false still drops"
                + " user info"),
                of("privacy.url-hosts-only", "false", flag(), "look up and publish hosts instead of URLs"),
                of("privacy.url-services", "url-services.txt", ValueKinds.path().orEmpty(),
                        "share, webhook and meeting services of which only the host is asked, reloaded on change; without the file the built-in list"),
                of("watch.enabled", "false", flag(), "ask again about unknown and pending indicators of open incidents"),
                of("watch.schedule", "1h,4h,1d,3d,7d", TimeKinds.durations("1m", "30d", 20), "wait before each round of the watch, comma separated"),
                of("watch.closed-statuses", "Resolved,Closed,Cancelled", ValueKinds.texts(),
                "values of the field Status that count as closed, comma separated"),
                of("publish.approval", "none", oneOf("none", "malicious", "all"),
                "publications that wait for an operator's approval: none, those with something malicious, or all"),
                of("publish.approval.timeout", "24h", duration("1m", "30d"), "time after which a publication that nobody approved is refused"),
                of("publish.note-waits", "2m", duration("0s", "1d"), "how long the note waits for publication and record"));
    }

    private static List<Setting> attachments() {
        return List.of(
                of("attachment.max-unpacked-bytes", "67108864", number(1024, 10_737_418_240L), "bytes unpacked from one attachment, all levels together"),
                of("attachment.max-file-bytes", "25165824", number(1024, Integer.MAX_VALUE), "bytes of one file inside an attachment"),
                of("attachment.max-ratio", "200", number(2, 1_000_000), "unpacked bytes for each packed byte"),
                of("attachment.max-entries", "2000", number(1, 1_000_000), "files and parts in one attachment, all levels together"),
                of("attachment.max-depth", "10", number(1, 50), "archives and mails inside one another"),
                of("attachment.max-characters", "8000000", number(1000, 500_000_000), "characters of text from one attachment"),
                of("attachment.max-time", "20s", duration("100ms", "10m"), "time for one attachment"),
                of("attachment.max-indicators", "5000", number(1, 100_000),
                        "distinct indicators that are kept of one attachment; more are counted by type"),
                of("attachment.memory", "25%", ValueKinds.percent(5, 75), "part of the heap that readings of attachments may take together"),
                of("attachment.read-again", "2m,15m,1h", TimeKinds.durations("1s", "7d", 10),
                        "the wait before each further try to read an attachment for which there was no memory or no time, or no call that Ivanti took"),
                of("attachment.passwords", "infected", ValueKinds.texts().orEmpty(), "passwords tried on archives, comma separated"));
    }

    /** Every number that a verdict rule uses. */
    private static List<Setting> verdicts() {
        return Rules.settings().stream().map(rule -> Setting.ruled(rule.name(), rule.defaultValue(), rule.min(), rule.max(), rule.words())).toList();
    }

    private static List<Setting> node() {
        return List.of(
                of("store.url", "jdbc:h2:file:./data/ioc-enrichment", Addresses.jdbcUrl(), "database; PostgreSQL when more than one machine works"),
                of("store.keep-for", "90d", duration("31d", "3650d"), "how long finished incidents and expired answers are kept"),
                of("store.evidence.keep", "0", duration("0s", "3650d"),
                        "how long the raw answers of the sources are kept, compressed and without secrets; 0 for not at all"),
                of("store.username", "sa", text().orEmpty(), "user of the database"),
                of("store.password", "", password(), "password of the database"),
                of("routes.reload", "false", flag(), "whether a route file takes effect when it is saved; a broken one keeps the old"),
                of("node.name", "", text(), "name of this node, exclusive among nodes on one database; empty takes the host name"),
                of("http.host", "127.0.0.1", Addresses.host(), "address of status page, health and metrics"),
                of("http.port", "8080", number(1, 65_535), "port of status page, health and metrics"),
                needed("http.token", ValueKinds.token(16), OPEN_TO_OTHERS,
                        "token for the status page, at least 16 characters; mandatory when http.host is not a loopback address"),
                of("http.public-url", "", baseUrl().orEmpty(), "address at which analysts reach the page, such as https://ti.example; notes link to the"
                + " incident's page below it"),
                of("http.allowed-hosts", "", Addresses.hostNames().orEmpty(),
                        "Host headers that are answered, comma separated, without port; empty takes the loopback names and http.host"),
                of("tracing.endpoint", "", url().orEmpty(), "OpenTelemetry collector (OTLP over HTTP) that gets one trace of each noted incident; empty for"
                + " none"));
    }
}
