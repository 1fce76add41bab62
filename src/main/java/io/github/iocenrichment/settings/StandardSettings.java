package io.github.iocenrichment.settings;

import static io.github.iocenrichment.settings.Addresses.baseUrl;
import static io.github.iocenrichment.settings.Addresses.url;
import static io.github.iocenrichment.settings.ValueKinds.duration;
import static io.github.iocenrichment.settings.ValueKinds.flag;
import static io.github.iocenrichment.settings.ValueKinds.identifier;
import static io.github.iocenrichment.settings.ValueKinds.key;
import static io.github.iocenrichment.settings.ValueKinds.number;
import static io.github.iocenrichment.settings.ValueKinds.oneOf;
import static io.github.iocenrichment.settings.ValueKinds.password;
import static io.github.iocenrichment.settings.ValueKinds.text;
import static io.github.iocenrichment.settings.Requirement.ALWAYS;
import static io.github.iocenrichment.settings.Setting.needed;
import static io.github.iocenrichment.settings.Setting.of;

import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IncidentFilter;
import io.github.iocenrichment.verdict.Rules;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of the product, group by group. The meanings are the comments of {@code application.properties}. */
final class StandardSettings {
    static final SettingsCatalog.Pattern RECORD_FIELDS = new SettingsCatalog.Pattern("ivanti.record.fields.",
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}"), text().orEmpty());

    /** Further fields of the tenant, for routes and templates. */
    static final SettingsCatalog.Pattern FIELDS = new SettingsCatalog.Pattern("ivanti.field.",
            Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,60}"), identifier().orEmpty());

    /** Fields of the stock product, whose spelling a variable in upper case cannot show. */
    static final List<String> STOCK_RECORD_FIELDS = Stream.of("Owner", "OwnerTeam", "Subcategory", "Priority", "Email", "CreatedBy", "Status_Valid",
            "Urgency_Valid", "Impact_Valid", "Service_Valid", "Category_Valid", "Subcategory_Valid", "Source_Valid", "Owner_Valid", "OwnerTeam_Valid",
            "Priority_Valid").map(field -> RECORD_FIELDS.prefix() + field).toList();

    private static final List<String> LOGIN = List.of("ivanti.tenant", "ivanti.username", "ivanti.password", "ivanti.role");
    private static final Requirement SESSION = Requirement.when("while ivanti.api-key is not set and another of tenant, username, password, role is",
            values -> unset(values, "ivanti.api-key") && !LOGIN.stream().allMatch(name -> unset(values, name)));
    private static final Requirement API_KEY = Requirement.when("",
            values -> LOGIN.stream().allMatch(name -> unset(values, name))).orInstead(
                    "or set ivanti.tenant, ivanti.username, ivanti.password and ivanti.role instead");
    private static final Requirement SIGNING = Requirement.when("while intelx.route is ingest-bundle or intelx.verify is true",
            values -> "ingest-bundle".equals(values.apply("intelx.route")) || "true".equals(values.apply("intelx.verify")));
    private static final Requirement TAXII = Requirement.when("while intelx.route is taxii", values -> "taxii".equals(values.apply("intelx.route")));
    private static final Requirement OPEN_TO_OTHERS = Requirement.when("while http.host is not a loopback address",
            not(values -> Loopback.is(values.apply("http.host"))));

    private StandardSettings() {
    }

    static List<Setting> all() {
        return Stream.of(network(), ivanti(), ivantiFields(), sources(), vulnerabilities(), breakers(), intelx(), stix(), work(), attachments(), node(),
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

    private static List<Setting> ivanti() {
        return List.of(
                needed("ivanti.base-url", Addresses.baseUrlEndingIn("/api",
                        "the address that ends with /api or /HEAT/api, such as https://tenant/HEAT/api"),
                        ALWAYS, "address of Ivanti ITSM including /api or /HEAT/api"),
                needed("ivanti.api-key", key(), API_KEY, "API key; or tenant, username, password and role for session login"),
                needed("ivanti.tenant", text(), SESSION, "tenant of the session login"),
                needed("ivanti.username", text(), SESSION, "user of the session login"),
                needed("ivanti.password", password(), SESSION, "password of the session login"),
                needed("ivanti.role", text(), SESSION, "internal name of the role of the session login, such as Admin"),
                of("ivanti.max-in-flight", "2", number(1, 50), "requests to Ivanti at one time from this node"),
                of("ivanti.timeout.connect", "10s", duration("100ms", "5m"), "longest wait for a connection"),
                of("ivanti.timeout.read", "20s", duration("1s", "10m"), "longest wait for the answer to a read"),
                of("ivanti.timeout.write", "60s", duration("1s", "10m"), "longest wait for the answer to a write; Ivanti runs workflows inside the call"),
                of("ivanti.max-answer-bytes", "8388608", number(65_536, 268_435_456), "longest answer that is read, attachments excepted"),
                of("ivanti.write.settle-time", "30s", duration("0s", "10m"),
                        "how long a write whose answer was lost may still be applied; it is looked for that long before it is written again"),
                of("ivanti.hook.token", "", ValueKinds.token(16), "token with which Ivanti calls POST /hooks/ivanti to have it polled at once, at least 16"
                + " characters; empty = off"),
                of("ivanti.poll.cron", "0/30 * * * * ?", ValueKinds.cron(), "Quartz cron of the poll"),
                of("ivanti.poll.start-from", "now", ValueKinds.instantOrNow(), "first watermark of an empty store: now or an ISO instant"),
                of("ivanti.poll.overlap", "10m", duration("0s", "30d"), "overlap of each poll with the time before the watermark"),
                of("ivanti.poll.page-size", "100", number(1, 100), "incidents per page, 1 to 100"),
                of("ivanti.poll.extra-filter", "", ValueKind.of("an OData condition", value -> {
                    IncidentFilter.problemIn(value).ifPresent(problem -> {
                        throw new BadValueException(problem, "correct it or leave it empty: Ivanti would answer with the wrong incidents");
                    });
                    return value;
                }), "OData condition added to each poll, such as Category eq 'Phishing'"),
                of("ivanti.attachment.max-bytes", "10485760", number(1, 1_073_741_824L), "larger attachments are skipped and named in the note"),
                of("ivanti.attachment.include-journal", "false", flag(), "also attachments of the incident's journal mails"),
                of("ivanti.note.format", "plain", oneOf("plain", "html"), "plain or html"),
                of("ivanti.note.max-chars", "30000", number(500, 1_000_000), "longer notes are split and numbered"),
                of("ivanti.note.max-parts", "10", number(1, 99), "a note with more parts continues in an attachment"),
                of("ivanti.note.file.max-bytes", "5242880", number(10_000, 20_000_000),
                "size limit of a note's attachment; what does not fit is counted in it"),
                of("ivanti.note.category", "Memo", text().orEmpty(), "category of a note, from the tenant's list"),
                of("templates.language", "en", ValueKinds.language(), "language of notes and record incidents: of templates/messages_LANGUAGE.properties,"
                + " en or de as shipped"),
                of("ivanti.subject.max-chars", "150", number(100, 500), "subjects are cut to this length, their reference never"),
                of("ivanti.record.enabled", "true", flag(), "create the record incident"),
                of("ivanti.record.when", "always", oneOf("always", "indicators"), "create it for every publication, or only for those with indicator objects"),
                of("ivanti.record.closed-status", "", text(), "status that the record incident is set to once it is created; empty leaves it as created"),
                of("ivanti.record.fields.Status", "Logged", text().orEmpty(),
                        "field values of the record incident; any field may be added, an empty one is not sent"),
                of("ivanti.record.fields.Urgency", "Low", text().orEmpty(), "urgency of the record incident"),
                of("ivanti.record.fields.Impact", "Low", text().orEmpty(), "impact of the record incident"),
                of("ivanti.record.fields.Service", "Security Operations", text().orEmpty(), "service of the record incident"),
                of("ivanti.record.fields.Category", "Threat Intelligence", text().orEmpty(), "category of the record incident"),
                of("ivanti.record.fields.Source", "API", text().orEmpty(), "source of the record incident"),
                of("ivanti.record.fields.ProfileLink_RecID", "", text(), "customer of the record incident; empty takes the source incident's"),
                of("ivanti.record.fields.ProfileLink_Category", "", text(), "kind of that customer, such as Employee; empty takes the source incident's"),
                of("ivanti.service-account", "", text(), "name of our own account in CreatedBy, for the loop guard; empty = learned from the first record"
                + " or note"),
                of("ivanti.link.relationship", "", identifier(), "relationship name that links record and source incident; empty links by text alone"));
    }

    private static List<Setting> ivantiFields() {
        return Stream.concat(Stream.of(of("ivanti.field.text", "Subject,Symptom", ValueKinds.identifiers(),
                "fields that are read for indicators, comma separated, names as Ivanti has them")), IncidentFields.defaults().entrySet().stream()
                .map(field -> of("ivanti.field." + field.getKey(), field.getValue(), identifier(), field.getValue().isEmpty()
                        ? "field with the incident's own marking, such as TLP:GREEN; empty marks everything as intelx.tlp says"
                        : "the tenant's name of the field " + field.getValue())))
                .toList();
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
                of("stix.producer.created", "2026-01-01T00:00:00Z", ValueKinds.instant(), "created and modified of the producer's identity object"),
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
                of("watch.schedule", "1h,4h,1d,3d,7d", ValueKinds.durations("1m", "30d", 20), "wait before each round of the watch, comma separated"),
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
                of("attachment.read-again", "2m,15m,1h", ValueKinds.durations("1s", "7d", 10),
                        "the wait before each further try to read an attachment for which there was no memory or no time"),
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

    private static boolean unset(Function<String, String> values, String name) {
        String value = values.apply(name);
        return value == null || value.isEmpty();
    }

    private static Predicate<Function<String, String>> not(Predicate<Function<String, String>> condition) {
        return condition.negate();
    }
}
