package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outside world in one process on loopback: Ivanti ITSM, AbuseIPDB, VirusTotal, Hybrid Analysis, Intel Exchange, NVD, EPSS and CISA KEV,
 * one port each, and one more for control. Keeps its state in memory, never de-duplicates what is posted, and answers as the real systems do,
 * refusals included. A request that carries another system's key is refused with 400 and kept as a {@link Violation}.
 */
public final class Sandbox implements AutoCloseable {
    static {
        // without it every small answer on a kept connection waits for the client's delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final SandboxOptions options;
    private final Switches switches = new Switches();
    private final RequestJournal journal = new RequestJournal();
    private final Faults faults;
    private final OutsideSystems systems;
    private final SystemServers servers;
    private final SandboxKnowledge knowledge;
    private final ControlApi control;

    private Sandbox(SandboxOptions options) throws IOException {
        this.options = options;
        faults = new Faults(options.seed());
        systems = new OutsideSystems(options, switches, journal);
        knowledge = new SandboxKnowledge(systems);
        servers = new SystemServers(options, faults, journal);
        try {
            systems.openAll(servers);
            control = new ControlApi(this, options.port() == 0 ? 0 : options.port() + SandboxOptions.PORTS - 1, servers.threads());
        } catch (IOException e) {
            servers.close();
            throw e;
        }
    }

    /** @throws UncheckedIOException when a port is taken */
    public static Sandbox start(SandboxOptions options) {
        try {
            return new Sandbox(options);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot open its ports", e);
        }
    }

    /** Shows under {@code /sandbox/stubs} what others received that play along. */
    public void alsoShow(Supplier<? extends List<?>> requests) {
        control.alsoShow(requests);
    }

    @Override
    public void close() {
        control.close();
        servers.close();
    }

    public String ivantiUrl() {
        return servers.url(SandboxSystem.IVANTI);
    }

    public String abuseIpDbUrl() {
        return servers.url(SandboxSystem.ABUSEIPDB);
    }

    public String virusTotalUrl() {
        return servers.url(SandboxSystem.VIRUSTOTAL);
    }

    public String hybridAnalysisUrl() {
        return servers.url(SandboxSystem.HYBRID_ANALYSIS);
    }

    public String intelExchangeUrl() {
        return servers.url(SandboxSystem.INTEL_EXCHANGE);
    }

    public String taxiiDiscoveryUrl() {
        return intelExchangeUrl() + "/ctix21/taxii2/";
    }

    public String nvdUrl() {
        return servers.url(SandboxSystem.NVD);
    }

    public String epssUrl() {
        return servers.url(SandboxSystem.EPSS);
    }

    public String kevUrl() {
        return servers.url(SandboxSystem.KEV);
    }

    public String cveOrgUrl() {
        return servers.url(SandboxSystem.CVE_ORG);
    }

    public String euvdUrl() {
        return servers.url(SandboxSystem.EUVD);
    }

    public String vulnCheckUrl() {
        return servers.url(SandboxSystem.VULNCHECK);
    }

    public String urlScanUrl() {
        return servers.url(SandboxSystem.URLSCAN);
    }

    /** Base address of each system, by its label. */
    Map<String, String> addresses() {
        return Arrays.stream(SandboxSystem.values()).collect(Collectors.toMap(SandboxSystem::label, servers::url, (one, other) -> one, LinkedHashMap::new));
    }

    /** Address of the control API, such as {@code http://127.0.0.1:40123/sandbox}. */
    public String controlUrl() {
        return "http://127.0.0.1:" + control.port() + "/sandbox";
    }

    public SandboxKeys keys() {
        return options.keys();
    }

    /** Product properties that point every address at this sandbox, with the keys it accepts. */
    public Map<String, String> settings() {
        return SandboxSettings.of(this);
    }

    /** Adds an incident with its attachments and gives its RecId. */
    public String addIncident(SandboxIncident incident) {
        return systems.ivantiWorld().add(incident).recId();
    }

    /**
     * Adds a record of another business object with its attachments and gives its RecId.
     *
     * @param object its name in addresses without the {@code s}, such as {@code servicereq}
     */
    public String addRecord(String object, SandboxIncident record) {
        IvantiKind kind = IvantiKind.of(object + "s").filter(one -> one.number() != null)
                .orElseThrow(() -> new IllegalArgumentException("no object " + object));
        return systems.ivantiWorld().add(kind, record).recId();
    }

    /** Sets fields of an incident, as an analyst would; false when there is no such incident. */
    public boolean changeIncident(String recId, Map<String, Object> fields) {
        return systems.ivantiWorld().find(IvantiKind.INCIDENT, recId).map(row -> {
            systems.ivantiWorld().change(row, Json.MAPPER.valueToTree(fields));
            return true;
        }).orElse(false);
    }

    public boolean deleteIncident(String recId) {
        return systems.ivantiWorld().delete(IvantiKind.INCIDENT, recId);
    }

    /** Attaches a further file to an incident and gives the attachment's RecId. */
    public String addAttachment(String incidentRecId, SandboxAttachment attachment) {
        return systems.ivantiWorld().attach(attachment, incidentRecId, "Incident#", systems.ivantiWorld().now(), systems.ivantiWorld().now()).recId();
    }

    /** All incidents, visible or not, in order of creation; record incidents are among them. */
    public List<ObjectNode> incidents() {
        return fields(IvantiKind.INCIDENT);
    }

    /** The incidents whose subject carries our marker and that were posted, not the samples that quote it. */
    public List<ObjectNode> recordIncidents() {
        return systems.ivantiWorld().rows(IvantiKind.INCIDENT).stream().filter(OutsideSystems::isRecord).map(systems.ivanti().query()::shown).toList();
    }

    /** How many incidents, records, notes, bundles, objects and violations there are. */
    Map<String, IntSupplier> totals() {
        return systems.totals();
    }

    public List<ObjectNode> notes() {
        return fields(IvantiKind.NOTE);
    }

    /** Notes of one incident, in order of their posts. */
    public List<ObjectNode> notes(String incidentRecId) {
        return notes().stream().filter(note -> note.path("ParentLink_RecID").asText().equalsIgnoreCase(incidentRecId)).toList();
    }

    public List<ObjectNode> attachments() {
        return systems.ivantiWorld().rows(IvantiKind.ATTACHMENT).stream().map(systems.ivanti().query()::shown).toList();
    }

    /** Links made by PATCH, each time they were made: {@code from}, {@code relationship}, {@code to}. */
    public List<ObjectNode> links() {
        return systems.ivanti().writes().links();
    }

    private List<ObjectNode> fields(IvantiKind kind) {
        return systems.ivantiWorld().rows(kind).stream().map(systems.ivanti().query()::shown).toList();
    }

    /** Every package that was posted, repeated ones included. */
    public List<IngestPost> ingestPosts() {
        return systems.intelStore().posts();
    }

    /** Every STIX object of every package that was posted. */
    public List<JsonNode> publishedObjects() {
        List<JsonNode> objects = new ArrayList<>();
        systems.intelStore().objects().forEach(objects::add);
        return objects;
    }

    /** The look-up row of a value, null while it is not stored. */
    public @Nullable ObjectNode lookUp(String value) {
        return systems.intelStore().row(value).orElse(null);
    }

    /** What the systems know, to be added to. */
    public SandboxKnowledge knowledge() {
        return knowledge;
    }

    public void turn(Switch which, String value) {
        switches.turn(which, value);
    }

    public void resetSwitches() {
        switches.reset();
    }

    Map<String, String> switchPositions() {
        return switches.all();
    }

    public void addFault(Fault fault) {
        faults.add(fault);
    }

    public void clearFaults() {
        faults.clear();
    }

    List<Fault> faults() {
        return faults.all();
    }

    public void expireSessions() {
        systems.ivanti().login().expireSessions();
    }

    /** The journal of requests in order of their answers; null matches everything, the path part is compared without regard to case. */
    public List<RequestRecord> requests(@Nullable SandboxSystem system, @Nullable String method, @Nullable String pathPart) {
        String part = pathPart == null ? "" : pathPart.toLowerCase(Locale.ROOT);
        return journal.records(entry -> (system == null || entry.system() == system) && (method == null || entry.method().equals(method))
                && entry.path().toLowerCase(Locale.ROOT).contains(part));
    }

    public long count(SandboxSystem system, String method, String pathPart) {
        return requests(system, method, pathPart).size();
    }

    /** Requests so far by system and method, such as {@code ivanti POST}. */
    public Map<String, Long> counts() {
        return journal.counts();
    }

    public List<Violation> violations() {
        return journal.violations();
    }

    /** Forgets requests, counts and violations; the systems' state stays. */
    public void clearJournal() {
        journal.clear();
    }
}
