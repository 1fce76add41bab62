package io.github.iocenrichment.intake;

import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.ivanti.IncidentMarker;
import io.github.iocenrichment.stix.StixIds;
import io.github.iocenrichment.store.RecordStore;
import io.github.iocenrichment.store.RecordStore.GuardDecision;
import io.github.iocenrichment.store.RecordStore.OwnRecord;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises our own record incidents among polled ones, so that a record never gets a record of its own. A subject is written by outsiders: the mark in
 * it counts only together with what our store or Ivanti knows. Each decision is logged once and kept for the status page.
 */
public final class LoopGuard {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    private static final List<String> CONTAINERS = List.of("grouping", "report");

    private final RecordStore records;
    private final StixIds ids;
    private final String serviceAccount;
    private final Clock clock;

    /**
     * @param ids            by which the id of a publication is made anew from its incident
     * @param serviceAccount {@code ivanti.service-account}; empty when it is to be learned from Ivanti's answers
     */
    public LoopGuard(RecordStore records, StixIds ids, String serviceAccount, Clock clock) {
        this.records = records;
        this.ids = ids;
        this.serviceAccount = serviceAccount;
        this.clock = clock;
    }

    /** Whose an incident is, as far as that is known. */
    enum Owner {
        OURS,
        /** To be admitted like any other. */
        OTHERS,
        /** The incident that its subject names as its source has to be read first. */
        UNDECIDED
    }

    /**
     * @param rule   number of the rule by which it is ours; 0 when none holds
     * @param source number of its source incident, digits only; empty when none is named
     * @param reason why a mark in its subject was not believed; null when there is none
     */
    record Ruling(Owner owner, int rule, String source, @Nullable String reason) {
        private static Ruling ours(int rule, String source) {
            return new Ruling(Owner.OURS, rule, source, null);
        }

        private static Ruling others(@Nullable String reason) {
            return new Ruling(Owner.OTHERS, 0, "", reason);
        }
    }

    /** Decides about one polled incident without asking Ivanti. */
    Ruling judge(Incident incident) {
        return judge(incident, records.byRecId(incident.recId()));
    }

    /** The same about several, in their order. */
    List<Ruling> judge(List<Incident> incidents) {
        Map<String, OwnRecord> known = records.byRecIds(incidents.stream().map(Incident::recId).toList());
        return incidents.stream().map(incident -> judge(incident, Optional.ofNullable(known.get(incident.recId())))).toList();
    }

    /** @param known our record incident of that key, as far as it was known a moment ago */
    Ruling judge(Incident incident, Optional<OwnRecord> known) {
        if (known.isPresent()) {
            return Ruling.ours(1, known.get().sourceNumber());
        }
        if (!IncidentMarker.isIn(incident.subject())) {
            return Ruling.others(null);
        }
        Optional<String> grouping = IncidentMarker.groupingIn(incident.subject());
        if (grouping.isEmpty()) {
            return Ruling.others("its subject holds only a part of a record's mark");
        }
        return records.byGrouping(grouping.get()).map(record -> madeHere(incident, record)).orElseGet(() -> madeElsewhere(incident));
    }

    private Ruling madeHere(Incident incident, OwnRecord record) {
        if (incident.recId().equals(record.recId())) {
            // its key was noted between the look for it and this one
            return Ruling.ours(1, record.sourceNumber());
        }
        if (record.recId() != null) {
            return Ruling.others("its subject holds the mark of our record of INC" + record.sourceNumber() + ", which is another incident");
        }
        if (!incident.subject().strip().equals(record.subject().strip())) {
            return Ruling.others("its subject holds the mark of our record of INC" + record.sourceNumber() + ", but is not the subject of that record");
        }
        records.created(record.groupingId(), incident.recId(), clock.instant());
        return Ruling.ours(2, record.sourceNumber());
    }

    /** The store does not know the mark: it may be new, or restored from an old copy. */
    private Ruling madeElsewhere(Incident incident) {
        String source = IncidentMarker.sourceNumberIn(incident.subject()).orElse("");
        List<String> learned = records.accounts();
        List<String> accounts = learned.isEmpty() && !serviceAccount.isBlank() ? List.of(serviceAccount) : learned;
        if (!accounts.isEmpty() && !incident.createdBy().isBlank()) {
            return accounts.stream().anyMatch(account -> account.equalsIgnoreCase(incident.createdBy().strip())) ? adopt(incident, source)
                    : Ruling.others("its subject holds a record's mark that this store does not know, and our account did not create it");
        }
        return source.isEmpty() ? Ruling.others("its subject holds a record's mark that this store does not know, and names no source incident")
                : new Ruling(Owner.UNDECIDED, 0, source, null);
    }

    private Ruling adopt(Incident incident, String source) {
        String grouping = IncidentMarker.groupingIn(incident.subject()).orElseThrow();
        records.intended(new OwnRecord(grouping, incident.subject(), source, incident.recId()), clock.instant());
        return Ruling.ours(3, source);
    }

    /**
     * Decides about an incident whose source was read.
     *
     * @param sourceRecId key of the incident that its subject names; null when Ivanti has none of that number
     */
    Ruling judgeBySource(Incident incident, String source, @Nullable String sourceRecId) {
        String grouping = IncidentMarker.groupingIn(incident.subject()).orElseThrow();
        return sourceRecId != null && CONTAINERS.stream().anyMatch(type -> ids.container(type, sourceRecId, 1).equals(grouping)) ? adopt(incident, source)
                : Ruling.others("its subject holds a record's mark that does not belong to INC" + source);
    }

    /** Logs what is decided and keeps it for the status page, once for each incident; nothing is said about an incident without a mark. */
    void report(Map<Incident, Ruling> rulings) {
        List<GuardDecision> decisions = rulings.entrySet().stream().filter(each -> each.getValue().owner() == Owner.OURS || each.getValue().reason() != null)
                .map(each -> decision(each.getKey(), each.getValue())).toList();
        for (GuardDecision decision : records.decided(decisions)) {
            if (decision.leftOut()) {
                LOG.info("incident {} left out: {}", decision.number(), decision.reason());
            } else {
                LOG.warn("incident {} is enriched although its subject holds a record's mark: {}", decision.number(), decision.reason());
            }
        }
    }

    private GuardDecision decision(Incident incident, Ruling ruling) {
        boolean ours = ruling.owner() == Owner.OURS;
        String number = incident.number().isEmpty() ? incident.recId() : incident.number();
        String reason = ours ? "it is our own record" + (ruling.source().isEmpty() ? "" : " of INC" + ruling.source()) : ruling.reason();
        return new GuardDecision(incident.recId(), number, ours, ruling.rule(), reason, clock.instant());
    }

    /**
     * Whether an incident that an operator named is a record of ours.
     *
     * @param recIdOf reads the key of an incident by its number; empty when Ivanti has none
     */
    public boolean isOwnRecord(Incident incident, Function<String, Optional<String>> recIdOf) {
        Ruling ruling = judge(incident);
        Ruling last = ruling.owner() == Owner.UNDECIDED ? judgeBySource(incident, ruling.source(), recIdOf.apply(ruling.source()).orElse(null)) : ruling;
        return last.owner() == Owner.OURS;
    }
}
