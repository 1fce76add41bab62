package io.github.iocenrichment;

import io.github.iocenrichment.enrich.UnansweredIncidents;
import io.github.iocenrichment.enrich.UnansweredIncidents.Unanswered;
import io.github.iocenrichment.replay.ReplayIncident;
import io.github.iocenrichment.replay.ReplayWork;
import io.github.iocenrichment.replay.WrittenEffects;
import io.github.iocenrichment.report.Templates;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stix.SentBefore;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreException;
import io.github.iocenrichment.store.StoreSettings;
import io.github.iocenrichment.task.ParkedTasks;
import io.github.iocenrichment.web.ReplayOrders;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Does one incident again: for good, or to see what would be written now beside what was written. */
public final class Replay {
    private static final int DONE = 0;
    private static final int NOT_THE_SAME = 1;

    private Replay() {
    }

    /**
     * Collects and enriches it anew; writes only what is new, which may be nothing. A running product is asked to do it; only where none answers this is done
     * here, with the real store.
     *
     * @param named number or RecId
     * @param out   takes the last word
     * @return 0, or 1 when a stage was parked
     * @throws StartException when there is no such incident
     * @throws StoreException when the store cannot be opened: the product that runs on an H2 file must be stopped first
     */
    public static int again(Settings settings, @Nullable String named, Clock clock, PrintWriter out) throws Exception {
        if (isTakenByProduct(settings, "incident", named, out)) {
            return DONE;
        }
        try (OneIncident one = new OneIncident(Product.startForReplay(settings, null, clock), clock)) {
            ReplayWork incident = one.find(named);
            Set<String> before = done(one.store(), incident.getRecId()).stream().map(Effect::key).collect(Collectors.toSet());
            List<ParkedTasks.Open> left = one.goThrough(incident);
            List<Effect> written = done(one.store(), incident.getRecId()).stream().filter(effect -> !before.contains(effect.key())).toList();
            left.forEach(task -> out.println(incident.getName() + " " + words(task)));
            out.println(incident.getName() + " done again; written: " + words(written));
            out.flush();
            return left.stream().anyMatch(ParkedTasks.Open::parked) ? NOT_THE_SAME : DONE;
        }
    }

    /**
     * Asks again what was left unanswered, about every incident whose sources were last asked since a time. A running product is asked to do it; only where
     * none answers this is done here, with the real store.
     *
     * @return 0, or 1 when the work on one of them was parked
     * @throws StoreException when the store cannot be opened
     */
    public static int unanswered(Settings settings, Instant since, Clock clock, PrintWriter out) throws Exception {
        if (isTakenByProduct(settings, "since", since.toString(), out)) {
            return DONE;
        }
        try (OneIncident one = new OneIncident(Product.startForReplay(settings, null, clock), clock)) {
            List<Unanswered> unanswered = one.bean("unansweredIncidents", UnansweredIncidents.class).since(since);
            boolean anyParked = false;
            for (Unanswered incident : unanswered) {
                out.println(ReplayOrders.line(incident));
                List<ParkedTasks.Open> left = one.askAgain(incident);
                left.forEach(task -> out.println(incident.name() + " " + words(task)));
                anyParked |= left.stream().anyMatch(ParkedTasks.Open::parked);
            }
            out.println(ReplayOrders.summary(unanswered.size(), since));
            out.flush();
            return anyParked ? NOT_THE_SAME : DONE;
        }
    }

    private static boolean isTakenByProduct(Settings settings, String field, @Nullable String value, PrintWriter out) {
        Optional<String> said = new ProductClient(settings).order("/replay", Map.of(field, value));
        said.ifPresent(out::println);
        out.flush();
        return said.isPresent();
    }

    private static List<Effect> done(Store store, String recId) {
        return store.effects().ofIncident(recId).stream().filter(effect -> effect.state() == Effect.State.DONE).toList();
    }

    private static String words(ParkedTasks.Open task) {
        return task.parked() ? task.name() + ": parked, waits on the status page for its release: " + Comparison.printable(task.lastError())
                : task.name() + ": resumes at " + task.dueAt().truncatedTo(ChronoUnit.SECONDS) + ", by the product when it runs";
    }

    private static String words(List<Effect> written) {
        List<String> words = new ArrayList<>();
        long messages = written.stream().filter(effect -> effect.kind().equals("publication")).count();
        if (messages > 0) {
            words.add(messages + (messages == 1 ? " message" : " messages") + " to Intel Exchange");
        }
        if (written.stream().anyMatch(effect -> effect.kind().equals("record"))) {
            words.add("the record incident");
        }
        written.stream().filter(effect -> effect.kind().equals("note")).forEach(note -> words.add("a note [ref:" + note.outcome() + "]"));
        return words.isEmpty() ? "nothing, for nothing has changed" : String.join(", ", words);
    }

    /**
     * Reads it for real and writes nothing, then says where bundle, record incident and note differ from what was written.
     *
     * @param settings  with the real store, out of which only is read
     * @param throwAway the same with a store that is forgotten
     * @return 0 when nothing differs, 1 when something does
     * @throws StartException when there is no such incident, or it cannot be gone through
     */
    public static int compare(Settings settings, Settings throwAway, @Nullable String named, Clock clock, PrintWriter out) throws Exception {
        LoggerFactory.getLogger("incidents").info("Dry run: what the stages say is what they would do; nothing is written to Ivanti or Intel Exchange");
        RecordingComponent instead = new RecordingComponent(RecordingComponent.NOBODY);
        try (OneIncident one = new OneIncident(Product.startForReplay(throwAway, instead, clock), clock)) {
            ReplayWork incident = one.find(named);
            Past past = past(settings, incident, clock);
            new SentBefore(one.store().ledger()).learn(List.copyOf(past.written().objects().values()));
            if (past.written().record() != null && !past.written().record().number().isEmpty()) {
                instead.answerFor(past.written().record().number());
            }
            one.goThrough(incident).stream().filter(ParkedTasks.Open::parked).findFirst().ifPresent(task -> {
                throw new StartException(incident.getName() + " cannot be gone through: " + task.name() + ": " + Comparison.printable(task.lastError()));
            });
            WrittenEffects now = WrittenEffects.of(one.store(), incident.getRecId());
            one.bean("replayIncident", ReplayIncident.class).lookForRecord(incident, past.written().record(), now.record());
            one.ask("direct:read-what-was-written", incident);
            Comparison comparison = new Comparison(out, List.of(Templates.load(Path.of("templates"), settings.text("templates.language")).messages()
                    .say("label.seen-before") + ":",
                    "Intel Exchange:"));
            if (past.unknown() == null) {
                comparison.bundle(past.written().standing(), now.standing());
            } else {
                comparison.withoutBundle(past.unknown());
            }
            comparison.record(incident.getRecord(), now.record());
            comparison.note(incident.getNotes(), now.note());
            comparison.end(incident.getName());
            return comparison.isSame() ? DONE : NOT_THE_SAME;
        }
    }

    /**
     * What the real store knows.
     *
     * @param unknown why it does not; null when it does
     */
    private record Past(WrittenEffects written, @Nullable String unknown) {
    }

    private static Past past(Settings settings, ReplayWork incident, Clock clock) {
        StoreSettings there = Product.storeSettings(settings, NodeName.ofReplay(settings));
        // closed again at once, so that the product can be started meanwhile
        try (Store store = Store.open(there.existing(), clock)) {
            return store.incidents().find(incident.getRecId()).isPresent() ? new Past(WrittenEffects.of(store, incident.getRecId()), null)
                    : new Past(WrittenEffects.nothing(), "the store does not know " + incident.getName() + " (any more)");
        } catch (StoreException e) {
            return new Past(WrittenEffects.nothing(), e.getMessage());
        }
    }
}
