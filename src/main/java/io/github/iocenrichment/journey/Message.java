package io.github.iocenrichment.journey;

import io.github.iocenrichment.store.Effect;

/** One message of a publication: what is sent in one request, exactly as it was first intended. */
public final class Message {
    private final Effect effect;

    Message(Effect effect) {
        this.effect = effect;
    }

    /** The body of the request. */
    public String getContent() {
        return effect.content();
    }

    Effect effect() {
        return effect;
    }
}
