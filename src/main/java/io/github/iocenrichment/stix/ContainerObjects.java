package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;

/**
 * Makes the object that lists all others of a message: a grouping, or a report by configuration. A publication that is split has one in
 * each part, which lists what that part holds.
 */
public final class ContainerObjects {
    private final StixSettings settings;
    private final StixIds ids;
    private final ObjectLedger ledger;
    private final Clock clock;

    public ContainerObjects(StixSettings settings, ObjectLedger ledger, Clock clock) {
        this.settings = settings;
        this.ids = new StixIds(settings.producerId());
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * @param part    1 for the first or only part
     * @param objects what the message holds besides markings, identities and extension definition; not empty
     */
    public ObjectNode container(StixPackage.About about, int part, List<ObjectNode> objects) {
        boolean report = settings.container() == StixSettings.Container.REPORT;
        String type = report ? "report" : "grouping";
        String number = StixText.line(about.incidentNumber(), 60);
        VersionStamp versions = new VersionStamp(ledger, settings.producerId(), clock.instant());
        StixObject draft = versions.draft(type, ids.container(type, about.recordId(), part))
                .put("name", "Incident " + number + ": suspicious indicators" + (part == 1 ? "" : ", part " + part))
                .put("description", "Indicators taken from incident " + number + " with automated enrichment.");
        if (report) {
            draft.node().putNull("published");
            draft.put("report_types", List.of("indicator"));
        } else {
            draft.put("context", "suspicious-activity");
        }
        draft.setAll("external_references", number == null ? List.of() : List.of(References.external("ivanti-itsm", number)))
                .put("object_refs", objects.stream().map(object -> object.path("id").asText()).toList())
                .put("object_marking_refs", List.of(about.tlp().markingId(settings.tlpVersion())));
        ObjectNode stamped = versions.stamp(draft)
                .orElseThrow(() -> new IllegalStateException("a " + type + " is never taken back, but the ledger says so of " + draft.node().path("id")));
        if (report) {
            stamped.put("published", stamped.path("created").asText());
        }
        return stamped;
    }
}
