package io.github.iocenrichment.store;

/**
 * How many calls a source may get in a window.
 *
 * @param window the window
 * @param limit  calls in it; 0 closes the source
 * @param even   true when the calls are spread over the window rather than made all at once; for rolling windows
 */
public record Budget(QuotaWindow window, long limit, boolean even) {

    public Budget(QuotaWindow window, long limit) {
        this(window, limit, false);
    }

    public Budget {
        if (limit < 0) {
            throw new IllegalArgumentException("a budget cannot be negative: " + limit);
        }
    }
}
