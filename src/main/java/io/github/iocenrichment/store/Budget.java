package io.github.iocenrichment.store;

/**
 * How many calls a source may get in a window.
 *
 * @param window the window
 * @param limit  calls in it; 0 closes the source
 */
public record Budget(QuotaWindow window, long limit) {

    public Budget {
        if (limit < 0) {
            throw new IllegalArgumentException("a budget cannot be negative: " + limit);
        }
    }
}
