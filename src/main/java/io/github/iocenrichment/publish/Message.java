package io.github.iocenrichment.publish;

import io.github.iocenrichment.stix.StixPackage;
import io.github.iocenrichment.store.Effect;

/** One message of a publication: what is sent in one request, exactly as it was first intended. */
public final class Message {
    private final Effect effect;
    private final StixPackage objects;

    /** @param objects what it holds; null when only its fate matters */
    Message(Effect effect, StixPackage objects) {
        this.effect = effect;
        this.objects = objects;
    }

    /** The body of the request. */
    public String getContent() {
        return effect.content();
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
