package io.github.iocenrichment.web;

/** What Ivanti is answered when it calls the webhook; the server has checked its token before. What it sends is not looked at: the poll asks Ivanti itself. */
public final class IvantiHook {
    private final boolean on;

    /** @param on whether {@code ivanti.hook.token} is set */
    public IvantiHook(boolean on) {
        this.on = on;
    }

    /** False while there is no token: then the address is as unknown as any other. */
    public boolean isOn() {
        return on;
    }
}
