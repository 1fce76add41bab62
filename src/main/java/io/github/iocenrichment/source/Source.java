package io.github.iocenrichment.source;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source as it is configured: everything that routing, quota, verdict, publication, page, notes, check and lint ask about it.
 *
 * @param name      its name in settings and routes
 * @param title     its name for people
 * @param published its name in published objects
 * @param types     what it is asked about as soon as it is on, unless a setting {@code enrich.TYPE} names it: {@code ip}, {@code hash}, {@code url},
 *                  {@code domain}, {@code cve}; empty when only those settings say so
 * @param key       whether it works without a key
 * @param keyHeader header in which the key of a built-in one travels; null when it has none, or its route alone says so
 * @param address   the setting with its address
 * @param linkHosts hosts of its pages for analysts
 * @param keptFor   how long its answers are reused; null as for all sources
 * @param traits    what else sets it apart
 */
public record Source(String name, String title, String published, Set<String> types, Key key, @Nullable String keyHeader, String address,
                     List<String> linkHosts, @Nullable Duration keptFor, Set<Trait> traits) {
    /** Whether a source works without a key. */
    public enum Key {
        /** Without one it is off. */
        NEEDED,
        /** It works without, and allows more with one. */
        OPTIONAL,
        /** It has none. */
        NONE
    }

    /** What sets a source apart. */
    public enum Trait {
        /** It is shown and never counted: no evidence in a verdict, nothing that is published. */
        CONTEXT,
        /**
         * It keeps records on CVEs: it is asked while {@code vulnerability.enabled} is on, and that it has none of a CVE says nothing about having been
         * seen.
         */
        CVES,
        /** It is a complete list of exploited CVEs: what is not on it is known not to be listed. */
        EXPLOITED_LIST,
        /** It is loaded as a whole, by a call of its own, and looked up in the copy. */
        COPIED,
        /** It shows what anti-virus engines say about a file. Two such sources show the same results. */
        ENGINES,
        /** It runs files and watches them. */
        SANDBOX,
        /** It cuts off clients that ask several questions at one time, and asks them to pause between two. */
        ONE_AT_A_TIME,
        /** Its 403 is not about the key as a whole: too many calls, or a question that the key does not cover. */
        FORBIDS_CALLS
    }

    public Source {
        types = Set.copyOf(types);
        linkHosts = List.copyOf(linkHosts);
        traits = Set.copyOf(traits);
    }

    /** One that is asked about addresses, files and the like, with a key. */
    static Source builtIn(String name, String title, String keyHeader, List<String> linkHosts, Trait... traits) {
        return new Source(name, title, name, Set.of(), Key.NEEDED, keyHeader, name + ".base-url", linkHosts, null, Set.of(traits));
    }

    /** One that a route file has brought along. */
    public static Source added(String name, String title, Set<String> types, Key key, boolean context, List<String> linkHosts,
                               @Nullable Duration keptFor) {
        return new Source(name, title, name, types, key, null, name + ".base-url", linkHosts, keptFor, context ? Set.of(Trait.CONTEXT) : Set.of());
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** What the names of its settings begin with, such as {@code virustotal} and {@code kev.enisa}. */
    public String group() {
        return address.substring(0, address.lastIndexOf('.'));
    }
}
