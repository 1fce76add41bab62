package io.github.iocenrichment.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.iocenrichment.store.AuditStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the status page shows, raw; the page cleans, defangs and escapes it.
 *
 * @param version   version of the program
 * @param node      name of this node
 * @param sandbox   true when the outside world is the built-in one
 * @param at        when the figures were taken
 * @param problem   what the operator should know first (store unreachable, templates broken); null when all is well
 * @param poll      whether new incidents are taken in
 * @param stages    how many incidents are where, in the order of the journey
 * @param incidents the latest incidents, newest first
 * @param sources   the systems that are asked or written to
 * @param parked    parked work, which waits for an operator
 * @param marked    incidents that carry the mark of a record incident, latest first: what the loop guard of the poll decided about them
 * @param audit     the latest orders and refusals, latest first
 * @param warnings  what is not wrong in the settings but looks so, one sentence each
 * @param nodes     the nodes on the store
 * @param approvals publications that wait for a decision; null when none does
 */
public record StatusView(String version, String node, boolean sandbox, @Nullable Instant at, @Nullable String problem, Poll poll, List<Stage> stages,
                         List<Incident> incidents, List<Source> sources, List<Parked> parked, List<Marked> marked, List<AuditStore.Entry> audit,
                         List<String> warnings, List<Node> nodes, @Nullable Approvals approvals) {

    /** One whose settings give no reason to warn, without marked incidents. */
    public StatusView(String version, String node, boolean sandbox, Instant at, String problem, Poll poll, List<Stage> stages,
                      List<Incident> incidents, List<Source> sources, List<Parked> parked, List<AuditStore.Entry> audit) {
        this(version, node, sandbox, at, problem, poll, stages, incidents, sources, parked, List.of(), audit, List.of(), List.of());
    }

    /** One without publications that wait. */
    public StatusView(String version, String node, boolean sandbox, Instant at, String problem, Poll poll, List<Stage> stages,
                      List<Incident> incidents, List<Source> sources, List<Parked> parked, List<Marked> marked, List<AuditStore.Entry> audit,
                      List<String> warnings, List<Node> nodes) {
        this(version, node, sandbox, at, problem, poll, stages, incidents, sources, parked, marked, audit, warnings, nodes, null);
    }

    /** Publications that wait for a decision. @param since when the oldest was asked for */
    public record Approvals(int waiting, Instant since) {
    }

    public StatusView {
        nodes = List.copyOf(nodes);
        warnings = List.copyOf(warnings);
        stages = List.copyOf(stages);
        incidents = List.copyOf(incidents);
        sources = List.copyOf(sources);
        parked = List.copyOf(parked);
        marked = List.copyOf(marked);
        audit = List.copyOf(audit);
    }

    /**
     * An incident that the poll left out as a record of ours, or that it took in although its subject carries such a mark.
     *
     * @param number  its number
     * @param link    its page in Ivanti; null when there is none
     * @param leftOut whether it was left out
     * @param rule    number of the rule by which it is ours; 0 when none holds
     * @param reason  one sentence
     * @param at      when that was decided
     */
    public record Marked(String number, @Nullable String link, boolean leftOut, int rule, @Nullable String reason, @Nullable Instant at) {
    }

    /**
     * A node on the store.
     *
     * @param since    when it began
     * @param seen     when it last reported itself
     * @param lastPoll when a poll of its own last went through; null when none has
     * @param silent   whether it should have reported itself since
     */
    public record Node(String name, String version, @Nullable Instant since, @Nullable Instant seen, @Nullable Instant lastPoll, boolean silent) {
    }

    /**
     * The poll of this node.
     *
     * @param last when one last went through; null when none has since the start
     * @param late true when the next one should have gone through long ago
     */
    public record Poll(@Nullable Instant last, boolean late) {
    }

    /**
     * Work of one stage ({@code collect}, {@code enrich}, …): waiting for its time, in work now, done, parked.
     *
     * @param overdueSince since when some of it could have been begun and was not; null when none is late
     * @param oldest       since when the oldest that waits is there; null when none waits
     */
    public record Stage(String name, long waiting, long running, long done, long parked, @Nullable Instant overdueSince, @Nullable Instant oldest) {
    }

    /**
     * One incident on its way.
     *
     * @param number      the number that people use
     * @param recId       Ivanti's key
     * @param subject     its subject
     * @param link        its page in Ivanti, on the configured host; null when there is none
     * @param updatedAt   when something last happened to it
     * @param steps       its stages so far
     * @param verdictLine as in the note; null before it is enriched
     * @param publication one word on delivery; null before it is published
     * @param record      number of the record incident; null when there is none
     * @param recordLink  its page; null when there is none
     */
    public record Incident(String number, String recId, @Nullable String subject, @Nullable String link, @Nullable Instant updatedAt, List<Step> steps,
                           @Nullable String verdictLine, @Nullable String publication, @Nullable String record, @Nullable String recordLink) {

        public Incident {
            steps = List.copyOf(steps);
        }
    }

    /** Where one stage of an incident stands: {@code waiting}, {@code running}, {@code done} or {@code parked}, and a few words. */
    public record Step(String stage, String state, @Nullable String words) {
    }

    /**
     * One system.
     *
     * @param name        as in the settings
     * @param title       as people call it
     * @param enabled     false when it has no key
     * @param breaker     state of its circuit breaker ({@code closed}, {@code open}, {@code half-open}); null when it has none
     * @param quotas      its quotas
     * @param closedUntil the vendor accepts no call before; null while it does
     * @param lastError   its last failure; null when there was none
     * @param lastErrorAt when that was
     * @param health      whether it refuses our key or fails at present
     * @param limits      how often it may be called where that is not set by us, in one sentence; null when there is nothing to say
     */
    public record Source(String name, String title, boolean enabled, @Nullable String breaker, List<Quota> quotas, @Nullable Instant closedUntil,
                         @Nullable String lastError, @Nullable Instant lastErrorAt, Health health, @Nullable String limits) {

        /** One of which only our own settings say how often it may be called. */
        public Source(String name, String title, boolean enabled, String breaker, List<Quota> quotas, Instant closedUntil, @Nullable String lastError,
                      @Nullable Instant lastErrorAt, Health health) {
            this(name, title, enabled, breaker, quotas, closedUntil, lastError, lastErrorAt, health, null);
        }

        /** One that neither refuses our key nor fails. */
        public Source(String name, String title, boolean enabled, String breaker, List<Quota> quotas, Instant closedUntil, String lastError,
                      Instant lastErrorAt) {
            this(name, title, enabled, breaker, quotas, closedUntil, lastError, lastErrorAt, Health.GOOD);
        }

        public Source {
            quotas = List.copyOf(quotas);
        }
    }

    /**
     * How a system fares.
     *
     * @param refusedSince since when it refuses our key; null when it does not
     * @param failingSince since when no call to it has gone well; null when the last one did
     * @param remedy       what to do about a refused key
     * @param incidents    how many incidents of the last week lack its answer or wait for it
     */
    public record Health(@Nullable Instant refusedSince, @Nullable Instant failingSince, @Nullable String remedy, long incidents) {
        static final Health GOOD = new Health(null, null, null, 0);
    }

    /** Calls used and left in a window ({@code minute}, {@code day}); {@code closedUntil} is null while any are left. */
    public record Quota(String window, long used, long limit, @Nullable Instant closedUntil) {

        @JsonProperty
        public long left() {
            return Math.max(0, limit - used);
        }
    }

    /**
     * Parked work.
     *
     * @param id        key of the work, given back by the release form
     * @param stage     its stage
     * @param number    number of the incident
     * @param link      its page in Ivanti; null when there is none
     * @param attempts  how often it was tried
     * @param since     when it was parked
     * @param lastError why, as reported last
     * @param droppable true when it may also be dropped for good
     */
    public record Parked(String id, String stage, String number, @Nullable String link, int attempts, @Nullable Instant since, @Nullable String lastError,
                         boolean droppable) {
    }
}
