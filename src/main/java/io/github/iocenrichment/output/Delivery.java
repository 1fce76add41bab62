package io.github.iocenrichment.output;

import io.github.iocenrichment.stage.Hash;
import io.github.iocenrichment.store.Effect;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One thing that is sent to an output once: planned, attempted, done. */
public final class Delivery {
    private final String output;
    private final boolean on;
    private Effect effect;

    Delivery(String output, boolean on, Effect effect) {
        this.output = output;
        this.on = on;
        this.effect = effect;
    }

    /** True when it is to be sent now: it is not done, and its output is not off. */
    public boolean isDue() {
        return on && !effect.isSettled();
    }

    /** True when an earlier try may have reached the output: a route that can, asks there by {@link #getKey} before it sends again. */
    public boolean isUncertain() {
        return effect.mayHaveActed();
    }

    /** Stands for this delivery at the other system, 20 hexadecimal characters: the same for every try. */
    public String getKey() {
        return Hash.of(effect.key());
    }

    /** What is sent, the same for every try; empty before the first. */
    public @Nullable String getBody() {
        return effect.content();
    }

    /** The same as it is sent, in UTF-8. */
    public byte[] getBytes() {
        return effect.content().getBytes(StandardCharsets.UTF_8);
    }

    /** What became of it, as the status or the other system's number; null while it is not done. */
    public @Nullable String getOutcome() {
        return effect.outcome();
    }

    public String getOutput() {
        return output;
    }

    public String getRecId() {
        return effect.recId();
    }

    Effect effect() {
        return effect;
    }

    void now(Effect state) {
        effect = state;
    }
}
