package io.github.iocenrichment.source;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source as it is configured: everything that routing, page, notes, check and words ask about it.
 *
 * @param name      its name in settings and routes
 * @param title     its name for people
 * @param types     what it is asked about as soon as it is on, unless a setting {@code enrich.TYPE} names it: {@code ip}, {@code hash}, {@code url},
 *                  {@code domain}, {@code cve}; empty when only those settings say so
 * @param key       whether it works without a key
 * @param context   whether it is shown and never counted: no evidence in a verdict, nothing that is published
 * @param address   the setting with its address
 * @param records   whether it keeps records on CVEs: it is asked while {@code vulnerability.enabled} is on, and that it has none of a CVE says nothing
 *                  about having been seen
 * @param linkHosts hosts of its pages for analysts
 * @param keptFor   how long its answers are reused; null as for all sources
 */
public record Source(String name, String title, Set<String> types, Key key, boolean context, String address, boolean records,
                     List<String> linkHosts, @Nullable Duration keptFor) {
    /** Whether a source works without a key. */
    public enum Key {
        /** Without one it is off. */
        NEEDED,
        /** It works without, and allows more with one. */
        OPTIONAL,
        /** It has none. */
        NONE
    }

    public Source {
        types = Set.copyOf(types);
        linkHosts = List.copyOf(linkHosts);
    }

    /** One that is asked about addresses, files and the like. */
    static Source builtIn(String name, String title, Key key, String... linkHosts) {
        return new Source(name, title, Set.of(), key, false, name + ".base-url", false, List.of(linkHosts), null);
    }

    /** One with records on CVEs. */
    static Source ofCves(String name, String title, Key key, String address, String... linkHosts) {
        return new Source(name, title, Set.of(), key, false, address, true, List.of(linkHosts), null);
    }

    /** What the names of its settings begin with, such as {@code virustotal} and {@code kev.enisa}. */
    public String group() {
        return address.substring(0, address.lastIndexOf('.'));
    }
}
