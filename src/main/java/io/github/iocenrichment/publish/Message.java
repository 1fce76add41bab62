package io.github.iocenrichment.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.stix.StixPackage;
import io.github.iocenrichment.store.Effect;
import org.jspecify.annotations.Nullable;

/** One message of a publication: what is sent in one request, exactly as it was first intended. A new one is a draft until its model was written as JSON. */
public final class Message {
    private Effect effect;
    private final StixPackage objects;
    private @Nullable JsonNode model;

    /** @param objects what it holds; null when only its fate matters */
    Message(Effect effect, StixPackage objects) {
        this(effect, objects, null);
    }

    private Message(Effect effect, StixPackage objects, @Nullable JsonNode model) {
        this.effect = effect;
        this.objects = objects;
        this.model = model;
    }

    /** A draft. @param planned its effect, still without content */
    static Message ofModel(JsonNode model, Effect planned, StixPackage objects) {
        return new Message(planned, objects, model);
    }

    /** True while nothing of it is in the store. */
    public boolean isDraft() {
        return model != null;
    }

    /** The body of the request, to be written as JSON; null for what has been. */
    public @Nullable JsonNode getModel() {
        return model;
    }

    /** The body of the request. */
    public @Nullable String getContent() {
        return effect.content();
    }

    /** No draft any more. */
    void written(Effect intended) {
        effect = intended;
        model = null;
    }

    Effect effect() {
        return effect;
    }

    StixPackage objects() {
        return objects;
    }

    Message with(Effect later) {
        return new Message(later, objects);
    }
}
