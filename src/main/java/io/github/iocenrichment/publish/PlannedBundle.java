package io.github.iocenrichment.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.stix.InMemoryLedger;
import io.github.iocenrichment.stix.PublicationInput;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.stix.StixPackage;
import io.github.iocenrichment.stix.Tlp;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.Store;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One STIX bundle of what is published about an incident, or would be: for those who send it elsewhere. No version of any object is used up by it. */
public final class PlannedBundle {
    private final IncidentStore incidents;
    private final StixMapper mapper;
    private final Publishable publishable;
    private final boolean red;

    /** @param red whether what is marked TLP:RED may be published */
    public PlannedBundle(Store store, StixMapper mapper, Publishable publishable, boolean red) {
        this.incidents = store.incidents();
        this.mapper = mapper;
        this.publishable = publishable;
        this.red = red;
    }

    /** The bundle; without objects when there is nothing that may be published. @throws IllegalStateException when the incident was not collected */
    public ObjectNode of(String recId, Instant now) {
        Incident incident = incidents.load(recId, Collected.DOCUMENT, Collected.class)
                .orElseThrow(() -> new IllegalStateException("incident " + recId + " was not collected, so there is nothing to publish")).incident();
        Findings findings = incidents.load(recId, Findings.DOCUMENT, Findings.class).orElseGet(() -> new Findings(List.of(), now, 0, false));
        List<StixPackage> parts = incidents.load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class)
                .filter(plan -> plan.isAbout(findings) && !plan.parts().isEmpty()).map(PublicationPlan::parts)
                .orElseGet(() -> rehearsed(recId, incident, findings, now).stream().toList());
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        parts.stream().flatMap(part -> part.all().stream()).forEach(object -> objects.putIfAbsent(object.path("id").asText(), object));
        ObjectNode bundle = JsonNodeFactory.instance.objectNode().put("type", "bundle").put("id", "bundle--" + UUID.randomUUID());
        if (!objects.isEmpty()) {
            bundle.putArray("objects").addAll(objects.values());
        }
        return bundle;
    }

    private Optional<StixPackage> rehearsed(String recId, Incident incident, Findings findings, Instant now) {
        Instant createdAt = Stream.of(incident.createdAt(), incidents.find(recId).orElseThrow().admittedAt()).filter(Objects::nonNull).findFirst().orElse(now);
        StixPackage whole = mapper.over(new InMemoryLedger()).map(new PublicationInput(recId, incident.number(), createdAt, publishable.of(findings.findings()))
                .withTlp(Tlp.ofIncident(incident.tlp())).observing(publishable.observedOnly(findings.findings())));
        return Optional.of(whole).filter(made -> !made.isEmpty() && (red || made.about().tlp() != Tlp.RED));
    }
}
