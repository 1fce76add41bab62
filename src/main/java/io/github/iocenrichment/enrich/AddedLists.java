package io.github.iocenrichment.enrich;

import io.github.iocenrichment.files.TextFile;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.settings.Periods;
import io.github.iocenrichment.source.AddedSourceReader;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.Reading;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.stage.IncidentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sources that are lists of values, such as a block list: fetched whole at most so often, or read from a file beside the program, and then asked without a
 * call. A copy is in memory, one for each process.
 */
public final class AddedLists {
    /** One question fetches in so long; meanwhile the others go by the copy that is there. */
    private static final Duration FETCHING = Duration.ofMinutes(1);
    /** Where there is no copy yet, the others wait for it, in the threads of their source: nobody loads a list once for each value. */
    private static final Duration FIRST_COPY = Duration.ofSeconds(10);
    /** An older copy says nothing any more: "not on the list" would be a guess. */
    private static final Duration TRUSTED_FOR = Duration.ofDays(3);
    private static final long LARGEST_FILE = 64L << 20;

    private final LookUps lookUps;
    private final IncidentLog log;
    private final Clock clock;
    private final Map<String, Copy> copies = new ConcurrentHashMap<>();
    private final Map<String, Fetch> fetching = new ConcurrentHashMap<>();

    /** @param done completed when the list has come, or a failure in its place */
    private record Fetch(Instant until, CompletableFuture<@Nullable Void> done) {
    }

    /** @param stamp of a file: size and time of its last change */
    private record Copy(ListedValues values, Instant at, String stamp) {
    }

    public AddedLists(LookUps lookUps, IncidentLog log, Clock clock) {
        this.lookUps = lookUps;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Whether the list is to be fetched now by whoever asks: there is none, or it is older than that, and nobody else fetches it.
     *
     * @param source name of the source, as in its settings
     * @param period such as {@code 1h}
     */
    public boolean isDue(String source, String period) {
        Copy copy = copies.get(source);
        Instant now = clock.instant();
        if (copy != null && now.isBefore(copy.at().plus(Periods.parse(period)))) {
            return false;
        }
        Fetch own = new Fetch(now.plus(FETCHING), new CompletableFuture<>());
        Fetch held = fetching.merge(source, own, (before, wanted) -> before.until().isAfter(now) ? before : wanted);
        if (held == own) {
            return true;
        }
        if (copy == null) {
            held.done().completeOnTimeout(null, FIRST_COPY.toMillis(), TimeUnit.MILLISECONDS).join();
        }
        return false;
    }

    /**
     * Takes a list that was fetched: a text with one value a line, of which the first field counts; {@code #} begins a comment. Anything else is a failure of
     * the source; the copy of before goes on then, with its age.
     */
    public void take(LookUp lookUp, HttpReply reply) {
        AddedSourceReader.TextOrReading read = reader(lookUp).text(reply);
        ListedValues values = read.text() == null ? null : ListedValues.of(read.text());
        boolean listed = values != null && !values.isEmpty();
        if (listed) {
            lookUp.markAsked();
            copies.put(lookUp.getSource(), new Copy(values, clock.instant(), ""));
        }
        Fetch fetch = fetching.get(lookUp.getSource());
        if (fetch != null) {
            fetch.done().complete(null);
        }
        if (listed) {
            return;
        }
        Reading failed = read.reading() == null ? reader(lookUp).without(AnswerState.FAILED, title(lookUp) + " answered with an empty list") : read.reading();
        if (isUsable(copies.get(lookUp.getSource()))) {
            log.warning("the list of " + title(lookUp) + " could not be refreshed: " + failed.answer().reason() + "; the copy of "
                    + copies.get(lookUp.getSource()).at() + " goes on");
        } else {
            lookUps.take(lookUp, failed);
        }
    }

    /**
     * Reads the list from a file of the same form, anew when it has changed.
     *
     * @param file from the folder in which the program was started
     */
    public void read(LookUp lookUp, String file) {
        try {
            Path path = Path.of(file);
            String stamp = Files.size(path) + " " + Files.getLastModifiedTime(path);
            Copy copy = copies.get(lookUp.getSource());
            if (copy != null && copy.stamp().equals(stamp)) {
                return;
            }
            if (Files.size(path) > LARGEST_FILE) {
                throw new IOException("it is larger than " + LARGEST_FILE + " bytes");
            }
            copies.put(lookUp.getSource(), new Copy(ListedValues.of(TextFile.read(path)), Files.getLastModifiedTime(path).toInstant(), stamp));
        } catch (IOException e) {
            copies.remove(lookUp.getSource());
            lookUps.take(lookUp, reader(lookUp).without(AnswerState.FAILED, "the list " + file + " cannot be read: " + FailureLog.words(e)));
        }
    }

    /**
     * Answers by the list, unless fetching it has said all.
     *
     * @param said what being listed means: {@code verdict}, {@code score}, {@code text} and the other names of {@link Answers#found(LookUp, Map)}
     */
    public void answer(LookUp lookUp, Map<String, Object> said) {
        if (lookUp.reading() != null) {
            return;
        }
        Copy copy = copies.get(lookUp.getSource());
        if (copy == null || copy.stamp().isEmpty() && !isUsable(copy)) {
            lookUps.take(lookUp, reader(lookUp).without(AnswerState.FAILED, "the list of " + title(lookUp) + " is not there"));
            return;
        }
        Optional<String> entry = copy.values().find(lookUp.getType(), lookUp.getValue());
        if (entry.isEmpty()) {
            lookUps.take(lookUp, reader(lookUp).without(AnswerState.NOT_FOUND, null));
            return;
        }
        Map<String, Object> known = new LinkedHashMap<>(said);
        known.putIfAbsent("text", "on the list" + (entry.get().equalsIgnoreCase(lookUp.getValue()) ? "" : " by its entry " + entry.get()));
        known.putIfAbsent("observedAt", copy.at());
        lookUps.take(lookUp, reader(lookUp).found(known));
    }

    private boolean isUsable(@Nullable Copy copy) {
        return copy != null && clock.instant().isBefore(copy.at().plus(TRUSTED_FOR));
    }

    private static String title(LookUp lookUp) {
        return SourceCatalog.title(lookUp.getSource());
    }

    private AddedSourceReader reader(LookUp lookUp) {
        return new AddedSourceReader(lookUp.getSource(), lookUp.getType(), lookUp.getValue(), clock.instant());
    }
}
