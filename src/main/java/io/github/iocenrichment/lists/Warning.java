package io.github.iocenrichment.lists;

/**
 * That a value is on a warning list.
 *
 * @param kind  what the values of the list are
 * @param list  the list's name
 * @param date  as of when it is; empty when it does not say
 * @param entry the entry that covers the value
 */
public record Warning(WarningKind kind, String list, String date, String entry) {

    /** In words for an analyst: {@code content delivery network: 104.16.0.0/13 of the list "Cloudflare addresses" (2024-11-04)}. */
    public String words() {
        return kind.words() + ": " + entry + " of the list \"" + list + "\"" + (date.isEmpty() ? "" : " (" + date + ")");
    }
}
