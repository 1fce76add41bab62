package io.github.iocenrichment.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.enrich.LookUpRound;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.intelx.AllowedValue;
import io.github.iocenrichment.intelx.DeliveryCheck;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.intelx.Knowledge;
import io.github.iocenrichment.intelx.LookUpPage;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.OwnFailure;
import io.github.iocenrichment.stix.PublicationInput;
import io.github.iocenrichment.stix.Published;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.store.IncidentStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks Intel Exchange before publishing which of the values that would become indicators an analyst marked as harmless there, or are on its list of allowed
 * values. Its silence neither loses nor blocks the publication: after one further try all is published. When the calls of the key are used up, the question
 * waits for the next ones, for {@code intelx.timeout} at the longest.
 */
public final class AskFirst {
    private static final int TRIES = 2;
    /** Name of the document in which it stands how long the questions about some findings wait. */
    private static final String WAITED = "asked-first";
    private static final String VERIFY = "/conversion/allowed_indicators/verify/";

    private final IncidentStore incidents;
    private final StixMapper mapper;
    private final Publishable publishable;
    private final boolean enabled;
    private final int verifyMax;
    private final String ownSource;
    private final boolean storedAnswers;
    private final Duration longestWait;
    private final IncidentLog log;
    private final Clock clock;

    public AskFirst(IncidentStore incidents, StixMapper mapper, Publishable publishable, Settings settings, IncidentLog log, Clock clock) {
        this.incidents = incidents;
        this.mapper = mapper;
        this.publishable = publishable;
        boolean mayAsk = settings.optional("intelx.access-id").isPresent() && settings.optional("intelx.secret-key").isPresent();
        this.enabled = settings.flag("intelx.ask-first") && mayAsk;
        this.verifyMax = settings.integer("intelx.ask-first.verify-max");
        this.ownSource = IntelExchange.address(settings).source();
        this.storedAnswers = settings.flag("intelx.stored-answers");
        this.longestWait = settings.duration("intelx.timeout");
        this.log = log;
        this.clock = clock;
    }

    /** The questions of one publication while they are asked. */
    public static final class Asking {
        private final String recId;
        private final String findings;
        private final List<Published> wanted;
        private final Map<String, List<String>> writtenAs;
        private final LookUpRound round;
        private final Map<String, Knowledge> found = new LinkedHashMap<>();
        private @Nullable Deque<Published> toVerify;
        private int tries;
        private boolean failed;
        private @Nullable Waited waited;
        private @Nullable IntelExchangeException toWaitFor;
        private final String ownSource;
        private String ownName;

        /** @param writtenAs keys of the findings by the key of what is published of them */
        private Asking(String recId, String findings, List<Published> wanted, Map<String, List<String>> writtenAs, String ownSource, boolean storedAnswers) {
            this.ownSource = ownSource;
            this.ownName = ownSource;
            this.recId = recId;
            this.findings = findings;
            this.wanted = wanted;
            this.writtenAs = writtenAs;
            this.round = storedAnswers ? LookUpRound.withStoredAnswers(DeliveryCheck.requests(wanted))
                    : new LookUpRound(DeliveryCheck.requests(wanted), List.of());
        }

        /** True while there is something more to ask. */
        public boolean isMore() {
            return !failed && (round.isMore() || toVerify != null && !toVerify.isEmpty());
        }

        public String getPath() {
            return round.isMore() ? round.getPath() : VERIFY;
        }

        public String getQuery() {
            return round.isMore() ? round.getQuery() : "";
        }

        public String getPayload() {
            return round.isMore() ? round.getPayload() : JsonNodeFactory.instance.objectNode().put("value", toVerify.peek().value()).toString();
        }

        /** What is known; null when nothing was to be asked. */
        @Nullable KnownThere known() {
            Map<String, Knowledge> byKey = new LinkedHashMap<>(found);
            // the note shows a URL as the ticket has it, the platform knows it as it left
            found.forEach((key, known) -> writtenAs.getOrDefault(key, List.of()).forEach(written -> byKey.put(written, known)));
            return wanted.isEmpty() ? null : new KnownThere(findings, !failed, ownName, byKey);
        }
    }

    /** What is to be asked; nothing when it was asked for these findings before. */
    public Asking begin(String recId) {
        log.open(recId);
        Findings findings = incidents.load(recId, Findings.DOCUMENT, Findings.class).orElseThrow();
        String name = PublicationPlan.nameOf(findings);
        Optional<PublicationPlan> plan = incidents.load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class);
        boolean known = plan.filter(before -> before.isAbout(findings) || before.known() != null && before.known().findings().equals(name)).isPresent();
        if (!enabled || known) {
            return new Asking(recId, name, List.of(), Map.of(), ownSource, storedAnswers);
        }
        Collected collected = incidents.load(recId, Collected.DOCUMENT, Collected.class).orElseThrow();
        PublicationInput input = new PublicationInput(recId, collected.incident().number(), clock.instant(), publishable.of(findings.findings()))
                .observing(publishable.observedOnly(findings.findings()));
        Asking asking = new Asking(recId, name, mapper.toBecomeIndicators(input), publishable.writtenAs(findings.findings()), ownSource,
                storedAnswers);
        asking.waited = incidents.load(recId, WAITED, Waited.class).filter(before -> before.findings().equals(name)).orElse(null);
        return asking;
    }

    /**
     * That the questions about some findings wait for calls of the key.
     *
     * @param until   when they have waited for long enough
     * @param refused whether the platform itself has refused one
     */
    record Waited(String findings, Instant until, boolean refused) {
    }

    /** Takes an answer. @throws IntelExchangeException when the same is to be asked once more at a later time */
    public void take(Asking asking, HttpReply reply) {
        if (!asking.round.isMore()) {
            AllowedValue.Reading verified = AllowedValue.read(reply);
            if (verified.problem() != null) {
                notVerified(asking, verified.problem());
            } else {
                Published value = asking.toVerify.poll();
                asking.tries = 0;
                if (verified.allowed()) {
                    asking.found.put(key(value), Knowledge.onlyAllowed());
                }
            }
            return;
        }
        LookUpPage page = LookUpPage.read(reply, asking.round.page());
        if (page.problem() != null) {
            unanswered(asking, page.problem() + LookUpPage.clocks(reply, clock.instant()), LookUpPage.askAgainAt(reply, clock.instant()), true);
            return;
        }
        asking.tries = 0;
        // where our source is set by its id, the rows say what it is called
        page.rows().forEach(row -> asking.ownName = row.namesById().getOrDefault(asking.ownSource, asking.ownName));
        for (Published value : asking.wanted) {
            page.rows().stream().filter(row -> DeliveryCheck.isOf(value, row)).forEach(row -> asking.found.merge(key(value), row.knowledge(), Knowledge::and));
        }
        asking.round.after(page);
        if (!asking.round.isMore()) {
            asking.toVerify = new ArrayDeque<>(asking.wanted.stream().filter(value -> !asking.found.containsKey(key(value))).limit(verifyMax).toList());
        }
    }

    /** The call broke, or could not be paid. @throws IntelExchangeException when the same is to be asked once more at a later time */
    public void failed(Asking asking, Throwable cause) {
        OwnFailure.passOn(cause);
        if (!asking.round.isMore()) {
            notVerified(asking, FailureLog.words(cause));
            return;
        }
        if (asking.toWaitFor == null) {
            unanswered(asking, FailureLog.words(cause), cause instanceof IntelExchangeException spent ? Optional.of(spent.retryAt()) : Optional.empty(),
                    false);
        }
        if (asking.toWaitFor != null) {
            throw asking.toWaitFor;
        }
    }

    /** The look-up was answered, the list of allowed values is not: the rest of the values is published unverified after one further try. */
    private void notVerified(Asking asking, String words) {
        if (++asking.tries >= TRIES) {
            asking.toVerify.clear();
            log.open(asking.recId);
            log.warning("Intel Exchange could not be asked for its list of allowed values: " + words + "; what was not verified is published");
        }
    }

    /**
     * @param again   when the next call may be made; empty when there is no such time
     * @param refused whether the platform was called, which is done twice at the most
     */
    private void unanswered(Asking asking, String words, Optional<Instant> again, boolean refused) {
        Instant now = clock.instant();
        Waited before = asking.waited == null ? new Waited(asking.findings, now.plus(longestWait), false) : asking.waited;
        boolean inTime = again.isPresent() && !again.get().isAfter(before.until());
        if (inTime && !(refused && before.refused())) {
            incidents.save(asking.recId, WAITED, new Waited(asking.findings, before.until(), before.refused() || refused), now);
            asking.toWaitFor = new IntelExchangeException("Intel Exchange is asked before publishing when it takes calls again: " + words, again.get());
            throw asking.toWaitFor;
        }
        asking.tries++;
        if (again.isPresent() || asking.tries >= TRIES) {
            asking.failed = true;
            log.open(asking.recId);
            log.warning("Intel Exchange could not be asked before publishing: " + words + "; everything is published");
        }
    }

    private static String key(Published value) {
        return value.type().label() + "|" + value.value();
    }
}
