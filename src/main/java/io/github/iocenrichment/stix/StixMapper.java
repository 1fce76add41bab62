package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The same mapping with versions out of another ledger. */
    public StixMapper over(ObjectLedger other) {
        return new StixMapper(settings, other, clock);
    }

    /** Makes the containers of messages that are cut once more, because a platform refused or failed a part of one. */
    public ContainerObjects containers() {
        return containers;
    }

    /** As {@link #map(PublicationInput, Partition)}, in one message however large; {@link StixPackage#isEmpty() empty} when there is none. */
    public StixPackage map(PublicationInput input) {
        StixMessages messages = map(input, Partition.NONE);
        return messages.isEmpty() ? new StixPackage(messages.about(), 1, List.of(), List.of(), null, List.of(), messages.leftOut())
                : messages.parts().get(0);
    }

    /**
     * The publication of one incident, in as many messages as the partition wants. Values that must not leave the organisation, and kinds that are
     * not published (e-mail addresses, networks, similarity digests), are left out. Empty when nothing remains to be sent.
     * Whether what is marked RED may go out is not decided here.
     */
    public StixMessages map(PublicationInput input, Partition partition) {
        Tlp tlp = input.tlp() == null ? settings.tlp() : input.tlp();
        String number = input.incidentNumber().isBlank() ? input.recordId() : input.incidentNumber();
        var about = new StixPackage.About(input.recordId(), number, tlp);
        PublicationObjects collected = collect(input, tlp);
        List<ObjectNode> objects = collected.inReferenceOrder();
        if (objects.isEmpty()) {
            return new StixMessages(List.of(), about, collected.leftOut());
        }
        List<ObjectNode> shared = ProductObjects.shared(settings, tlp);
        StixPackage whole = new StixPackage(about, 1, shared, objects, null, collected.published(), collected.leftOut());
        // Groupings are made for the parts only, never for an undivided whole that is not sent: each making is a version in the ledger.
        List<StixPackage> parts = new ArrayList<>();
        for (List<ObjectNode> part : partition.parts(shared, objects)) {
            int next = parts.size() + 1;
            parts.add(whole.part(next, part, containers.container(about, next, part)));
        }
        return new StixMessages(parts, about, collected.leftOut());
    }

    /**
     * What an earlier publication of this incident called a threat and of which a source now positively says that it is none. That nobody knows
     * it any more, or could be asked, is no reason to take it back: then the indicator runs out by itself. Nor is there one where harmless
     * values are published as indicators too: those say themselves what they are.
     *
     * @param before the indicators of that publication
     * @return keys ({@link Indicator#key()}) for {@link PublicationInput#withdrawing}
     */
    public Set<String> turnedHarmless(PublicationInput input, List<Published> before) {
        if (settings.publishVerdicts().contains(VerdictValue.NO_THREAT_FOUND)) {
            return Set.of();
        }
        Set<String> live = before.stream().map(indicator -> indicator.type().label() + "|" + indicator.value()).collect(Collectors.toSet());
        return input.findings().stream().filter(finding -> finding.verdict().value() == VerdictValue.NO_THREAT_FOUND)
                .map(finding -> finding.indicator().key()).filter(live::contains).collect(Collectors.toSet());
    }

    /** The id that the {@code indicator} object on this value has, or would have; empty for kinds that have none. */
    public Optional<String> indicatorId(Indicator indicator) {
        return Observable.of(indicator).map(observable -> observable.indicatorId(new StixIds(settings.producerId())));
    }

    /** The values that would become {@code indicator} objects, the worst verdict first; what is withdrawn is not looked at. */
    public List<Published> toBecomeIndicators(PublicationInput input) {
        StixIds ids = new StixIds(settings.producerId());
        return input.findings().stream().filter(finding -> finding.indicator().enrichable() && finding.indicator().type() != IndicatorType.CVE)
                .filter(finding -> settings.publishVerdicts().contains(finding.verdict().value()) && !input.observedOnly().contains(finding.indicator().key()))
                .sorted(Comparator.<Finding>comparingInt(finding -> finding.verdict().value().ordinal())
                .thenComparing(finding -> -finding.verdict().confidence()))
                .flatMap(finding -> Observable.of(finding.indicator()).filter(observable -> observable.obstacle() == null)
                        .map(observable -> new Published(observable.indicatorId(ids), observable.type(), observable.value(), observable.name())).stream())
                        .distinct().toList();
    }

    private PublicationObjects collect(PublicationInput input, Tlp tlp) {
        var collected = new PublicationObjects(settings, new VersionStamp(ledger, settings.producerId(), clock.instant()), input, tlp);
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
        return collected;
    }
}
