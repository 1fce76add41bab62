package io.github.iocenrichment.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.intelx.BundleSplitter;
import io.github.iocenrichment.intelx.FeedAddress;
import io.github.iocenrichment.intelx.LookUpSchedule;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stage.Hash;
import io.github.iocenrichment.stix.StixPackage;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.SendingOrder;
import io.github.iocenrichment.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages of publications: their form by the route that carries them, their size, and their names in the store. */
public final class Outbox {
    public static final String KIND = "publication";

    /** Why a message was abandoned. */
    static final String OVERTAKEN = "left out: newer versions of its objects have been sent since";
    /** Why a message waits. */
    static final String AFTER_ANOTHER = "another incident sends, or has sent, other versions of the same objects; this one comes after it";

    /** A message of another incident that is under way takes about as long as one call. */
    static final Duration ANOTHER = Duration.ofMillis(500);

    private final EffectStore effects;
    private final SendingOrder sending;
    private final Options options;
    private final TaxiiServer taxii;

    /**
     * @param taxii      whether envelopes go to a TAXII inbox; else bundles to the Open API
     * @param address    where bundles are filed, and under which source they are looked up
     * @param maxObjects most objects of one message
     * @param maxBytes   most bytes of one message
     * @param verify     whether arrival is looked up
     * @param schedule   when
     * @param publishRed whether what is marked RED is published at all
     */
    public record Options(boolean taxii, FeedAddress address, int maxObjects, int maxBytes, boolean verify, LookUpSchedule schedule, boolean publishRed) {
        public static Options of(Settings settings) {
            Duration giveUp = settings.duration("intelx.verify.give-up");
            Duration first = settings.duration("intelx.verify.first-delay");
            return new Options(settings.text("intelx.route").equals("taxii"), IntelExchange.address(settings), settings.integer("intelx.bundle.max-objects"),
                    settings.integer("intelx.bundle.max-bytes"), settings.flag("intelx.verify"),
                    new LookUpSchedule(first, giveUp.compareTo(first) < 0 ? first : giveUp), settings.flag("intelx.publish-red"));
        }
    }

    public Outbox(Store store, Options options, TaxiiServer taxii) {
        this.effects = store.effects();
        this.sending = store.sending();
        this.options = options;
        this.taxii = taxii;
    }

    Options options() {
        return options;
    }

    /** Of the TAXII inbox. */
    @Nullable String collectionId() {
        return taxii.collection();
    }

    /** How large messages may become; the limit that a TAXII server states is obeyed. */
    BundleSplitter splitter() {
        Optional<Integer> limit = options.taxii() ? taxii.maxContentLength() : Optional.empty();
        return new BundleSplitter(options.maxObjects(), limit.map(bytes -> Math.min(bytes, options.maxBytes())).orElse(options.maxBytes()));
    }

    /** What was sent has come to a halt; a TAXII inbox is looked for anew before the next try. */
    void stopped() {
        taxii.forget();
    }

    /**
     * A message to be sent, as the store has it, else as a draft. Its name depends on its objects: the grouping around them changes with every cut of the
     * same publication, so the first one that was made for them stays.
     */
    Message message(StixPackage part, String recId, Instant now) {
        return message(key(part, recId), part, recId, now);
    }

    /** The same with the name that it was given when it was planned. */
    Message message(String key, StixPackage part, String recId, Instant now) {
        return effects.find(key).map(known -> new Message(known, part))
                .orElseGet(() -> Message.ofModel(model(part), EffectStore.planned(key, KIND, recId, "", now), part));
    }

    /** Writes the intent of a draft down: these bytes are sent, and sent again unchanged. */
    public void written(Message draft, byte[] json) {
        Effect planned = draft.effect();
        draft.written(effects.begin(planned.key(), KIND, planned.recId(), new String(json, StandardCharsets.UTF_8), planned.createdAt()));
    }

    /** The message is about to be sent, if it is its turn; from then on its outcome is unknown until an answer says otherwise. */
    SendingOrder.Turn attempt(Message message, Instant now) {
        Map<String, Instant> versions = new HashMap<>();
        // markings, identities and the grouping are the same in all messages, or this incident's alone
        message.objects().objects().stream().filter(object -> object.hasNonNull("modified"))
                .forEach(object -> versions.put(object.path("id").asText(), Instant.parse(object.path("modified").asText())));
        return sending.attempt(message.effect().key(), message.effect().recId(), versions, now);
    }

    String key(StixPackage part, String recId) {
        return KIND + "|" + recId + "|" + part.part() + "|" + Hash.of(part.shared() + "\n" + part.objects());
    }

    private JsonNode model(StixPackage part) {
        return options.taxii() ? part.envelope() : options.address().ingestBody(part, UUID.randomUUID());
    }
}
