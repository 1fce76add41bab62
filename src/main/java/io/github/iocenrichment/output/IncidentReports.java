package io.github.iocenrichment.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.iocenrichment.answer.StoredReports;
import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.http.RetryAfter;
import io.github.iocenrichment.http.UntrustedJson;
import io.github.iocenrichment.publish.PublicationPlan;
import io.github.iocenrichment.publish.PlannedBundle;
import io.github.iocenrichment.report.NoteWriter;
import io.github.iocenrichment.report.OutputTemplates;
import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.OwnFailure;
import io.github.iocenrichment.stage.Hash;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.ParkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bean {@code report}: what routes may see and send of one incident, and the effect around sending it. Nothing of it changes what was found; it may be
 * asked at any stage and says what is known by then.
 */
public final class IncidentReports {
    /** Kind of the effects of added outputs. */
    public static final String KIND = "output";
    private static final Duration BACK_OFF = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final int OUTPUT_NAME_MAX = 60;
    private static final int OUTCOME_MAX = 200;
    private static final ObjectMapper ANSWERS = UntrustedJson.mapper().build();
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final IncidentStore incidents;
    private final EffectStore effects;
    private final Overviews overviews;
    private final PlannedBundle bundles;
    private final NoteWriter notes;
    private final OutputTemplates templates;
    private final Outputs outputs;
    private final IncidentLog log;
    private final Clock clock;

    /** What reports are written with. */
    public record Writers(PlannedBundle bundles, NoteWriter notes, OutputTemplates templates) {
    }

    public IncidentReports(Store store, Overviews overviews, Writers writers, Outputs outputs, IncidentLog log, Clock clock) {
        this.incidents = store.incidents();
        this.effects = store.effects();
        this.overviews = overviews;
        this.bundles = writers.bundles();
        this.notes = writers.notes();
        this.templates = writers.templates();
        this.outputs = outputs;
        this.log = log;
        this.clock = clock;
    }

    /** The incident and what is known about it. @throws IllegalStateException when it was not collected */
    public Overview of(String recId) {
        return overviews.of(recId);
    }

    /** {@link #of} as JSON. */
    public String json(String recId) {
        return written(of(recId));
    }

    /** What is or would be published about it, as a STIX 2.1 bundle; without objects when nothing may be published. */
    public String stix(String recId) {
        return bundles.of(recId, clock.instant()).toString();
    }

    /** The note about all that is known, as plain text. */
    public String text(String recId) {
        return notes.text(StoredReports.of(incidents, recId, clock.instant()), NoteWriter.Format.PLAIN);
    }

    /**
     * A text by the template {@code templates/outputs/NAME}; values are escaped for JSON where the name holds {@code .json}. The template sees the parts of
     * {@link Overview}, and {@code item} where one is given.
     *
     * @throws ParkException when the template is missing or fails, or writes no JSON although its name says so
     */
    public String render(String recId, String template) {
        return rendered(template, model(of(recId)));
    }

    /** The same about one thing, such as one finding, which the template sees as {@code item}. */
    public String render(String recId, String template, Object item) {
        Map<String, Object> model = model(of(recId));
        model.put("item", item instanceof Overview.Found found ? model(found) : item);
        return rendered(template, model);
    }

    private String rendered(String template, Map<String, Object> model) {
        try {
            return templates.render(template, model);
        } catch (IllegalArgumentException e) {
            throw new ParkException(e.getMessage());
        }
    }

    /** A text as a JSON string, quotes included: for a body that is put together in a route. */
    public String quoted(@Nullable String text) {
        return written(text == null ? "" : text);
    }

    /** A delivery of what is known by now: due once for an incident and output, and once more when the findings have changed. */
    public Delivery once(String recId, String output) {
        return once(recId, output, incidents.load(recId, Findings.DOCUMENT, Findings.class).map(PublicationPlan::nameOf).orElse(""));
    }

    /** A delivery that is due once for an incident, output and whatever it is about, as a finding's value or {@code record}. */
    public Delivery once(String recId, String output, Object about) {
        log.open(recId);
        if (output == null || output.isBlank() || output.length() > OUTPUT_NAME_MAX) {
            throw new IllegalArgumentException("an output has a name of 1 to " + OUTPUT_NAME_MAX + " characters");
        }
        String key = KIND + "|" + output + "|" + recId + "|" + Hash.of(String.valueOf(about));
        Effect effect = effects.find(key).orElseGet(() -> EffectStore.planned(key, KIND, recId, "", clock.instant()));
        boolean on = outputs.isOn(output);
        if (!on && !effect.isSettled()) {
            log.line("output " + output + " is off, nothing is sent: output." + output + ".base-url is not set");
        }
        return new Delivery(output, on, effect);
    }

    /**
     * It is about to be sent; from here on its outcome is unknown until an answer says otherwise. The first body that was attempted is the one that is sent.
     */
    public void attempt(Delivery delivery, @Nullable Object body) {
        Effect effect = delivery.effect();
        if (effect.attempts() == 0) {
            effect = EffectStore.planned(effect.key(), KIND, effect.recId(), body instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8)
                    : body == null ? "" : body.toString(), clock.instant());
        }
        effects.attempted(effect, clock.instant());
        delivery.now(effects.find(effect.key()).orElseThrow());
    }

    /**
     * Understands the answer of an HTTP output.
     *
     * @param outcome JSON pointer to what is to be kept of the answer, such as {@code /result/number}; empty keeps the status
     * @throws OutputUnavailableException what passes: it is sent again later
     * @throws ParkException              what an operator has to fix
     */
    public void answered(Delivery delivery, HttpReply reply, @Nullable String outcome) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            done(delivery, at(reply, outcome).orElse("HTTP " + status));
        } else if (status == 408 || status == 425 || status == 429 || status >= 500) {
            throw new OutputUnavailableException("output " + delivery.getOutput() + ": HTTP " + status, retryAt(reply));
        } else {
            throw new ParkException("output " + delivery.getOutput() + " refuses what is sent: HTTP " + status + "; correct the route, its template or output."
                    + delivery.getOutput() + ".base-url, and release the work");
        }
    }

    /**
     * Whether the answer to a question after the delivery's key shows that an earlier try arrived; then it is done.
     *
     * @param outcome JSON pointer to what only is there when it arrived, such as {@code /result/0/number}
     * @throws OutputUnavailableException when the answer is none: the question is asked again later
     */
    public boolean found(Delivery delivery, HttpReply reply, @Nullable String outcome) {
        if (reply.status() == 404) {
            return false;
        }
        if (reply.status() < 200 || reply.status() >= 300) {
            throw new OutputUnavailableException("output " + delivery.getOutput() + " does not say whether it has it: HTTP " + reply.status(), retryAt(reply));
        }
        Optional<String> found = at(reply, outcome);
        found.ifPresent(value -> done(delivery, value));
        return found.isPresent();
    }

    private static Optional<String> at(HttpReply reply, @Nullable String pointer) {
        if (pointer == null || pointer.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ANSWERS.readTree(reply.body()).at(pointer.strip()).asText("")).filter(value -> !value.isBlank())
                    .map(value -> SafeText.line(value, OUTCOME_MAX));
        } catch (IOException e) {
            // no JSON: then nothing is there
            return Optional.empty();
        }
    }

    /** The other system has it, and this is what it made of it: its number, or a few words. */
    public void done(Delivery delivery, @Nullable String outcome) {
        Effect effect = delivery.effect();
        // it may be there although this store knows nothing of it, when it was restored from an old copy
        effects.begin(effect);
        effects.done(effect.key(), outcome, clock.instant());
        delivery.now(effects.find(effect.key()).orElseThrow());
        log.line("sent to output " + delivery.getOutput() + (outcome == null || outcome.isBlank() ? "" : ": " + outcome));
    }

    /** What became of a delivery that was named so before; null while it is not done. */
    public @Nullable String outcome(String recId, String output, Object about) {
        return effects.find(KIND + "|" + output + "|" + recId + "|" + Hash.of(String.valueOf(about))).map(Effect::outcome).orElse(null);
    }

    /** The call broke, or the circuit breaker let nothing through. @throws OutputUnavailableException it is sent again later */
    public void unavailable(Delivery delivery, @Nullable Exception cause) {
        OwnFailure.passOn(cause);
        if (cause instanceof OutputUnavailableException passing) {
            throw passing;
        }
        if (cause instanceof ParkException lasting) {
            throw lasting;
        }
        String words = SourceFailure.isBreakerOpen(cause) ? "not called, its circuit breaker is open" : FailureLog.words(cause);
        throw new OutputUnavailableException("output " + delivery.getOutput() + ": " + words, clock.instant().plus(BACK_OFF));
    }

    private Instant retryAt(HttpReply reply) {
        Instant now = clock.instant();
        return RetryAfter.within(reply, now, LONGEST_WAIT).orElse(now.plus(BACK_OFF));
    }

    private static Map<String, Object> model(Object view) {
        return JSON.convertValue(view, JSON.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class));
    }

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report cannot be written as JSON", e);
        }
    }
}
