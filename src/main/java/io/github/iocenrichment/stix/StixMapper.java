package io.github.iocenrichment.stix;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.verdict.Finding;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns what is known about an incident into STIX 2.1 objects. The same input gives the same bytes, whenever and however often it is
 * mapped: times and versions come out of the {@link ObjectLedger}, ids out of the values.
 */
public final class StixMapper {
    private final StixSettings settings;
    private final ObjectLedger ledger;
    private final Clock clock;
    private final ContainerObjects containers;

    public StixMapper(StixSettings settings, ObjectLedger ledger, Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.clock = clock;
        this.containers = new ContainerObjects(settings, ledger, clock);
    }

    /** Makes the containers of further parts, when the publication has to be split. */
    public ContainerObjects containers() {
        return containers;
    }

    /**
     * The publication of one incident as one package. Values that must not leave the house, and kinds that are not published (e-mail
     * addresses, networks, similarity digests), are left out. Empty when nothing remains, or when the incident is TLP:RED and the settings
     * are not.
     */
    public StixPackage map(PublicationInput input) {
        Tlp tlp = input.tlp() == null ? settings.tlp() : input.tlp();
        var about = new StixPackage.About(input.recordId(), input.incidentNumber().isBlank() ? input.recordId() : input.incidentNumber(), tlp);
        if (tlp == Tlp.RED && settings.tlp() != Tlp.RED) {
            return nothing(about, List.of("The incident is TLP:RED, which is not published unless configured."));
        }
        var versions = new VersionStamp(ledger, settings.producerId(), clock.instant());
        var collected = new PublicationObjects(settings, versions, input, tlp);
        Set<String> seen = new HashSet<>();
        for (Finding finding : input.findings()) {
            Indicator indicator = finding.indicator();
            if (indicator.enrichable() && seen.add(indicator.key())) {
                if (indicator.type() == IndicatorType.CVE) {
                    collected.addVulnerability(finding);
                } else {
                    Observable.of(indicator).ifPresent(observable -> collected.addObservable(observable, finding));
                }
            }
        }
        var objects = new ArrayList<>(collected.inReferenceOrder());
        if (objects.isEmpty()) {
            return nothing(about, collected.leftOut());
        }
        return new StixPackage(about, 1, ProductObjects.shared(settings, tlp), objects, containers.container(about, 1, objects),
                collected.published(), collected.leftOut());
    }

    private static StixPackage nothing(StixPackage.About about, List<String> leftOut) {
        return new StixPackage(about, 1, List.of(), List.of(), null, List.of(), leftOut);
    }
}
