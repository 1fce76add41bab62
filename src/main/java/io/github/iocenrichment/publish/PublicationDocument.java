package io.github.iocenrichment.publish;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.stix.Published;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of an incident's publication; kept in the store as the document {@code publication}.
 *
 * @param groupingId id of its grouping; null when there was nothing to publish
 * @param tlp        its marking
 * @param indicators STIX indicators in it
 * @param objects    STIX objects in it
 * @param keys       the effects that sent it, one a message
 * @param values     the indicators, to be looked up
 * @param state      how far it came
 * @param words      what the platform said, for all but plain success
 * @param sentAt     when the last message was taken
 * @param lookUps    how often its arrival was looked up
 */
public record PublicationDocument(@Nullable String groupingId, @Nullable String tlp, int indicators, int objects, List<String> keys, List<Published> values,
                                  Publication.State state, @Nullable String words, @Nullable Instant sentAt, int lookUps) {
    public static final String DOCUMENT = "publication";

    static PublicationDocument nothing() {
        return new PublicationDocument(null, null, 0, 0, List.of(), List.of(), Publication.State.NONE, null, null, 0);
    }

    PublicationDocument withState(Publication.State next, @Nullable String said) {
        return new PublicationDocument(groupingId, tlp, indicators, objects, keys, values, next, said, sentAt, lookUps);
    }

    PublicationDocument sent(Publication.State next, @Nullable String said, Instant at) {
        return new PublicationDocument(groupingId, tlp, indicators, objects, keys, values, next, said, at, 0);
    }

    /** Without what the platform refused. */
    PublicationDocument without(int refused, List<Published> out) {
        return new PublicationDocument(groupingId, tlp, indicators(out), objects - refused, keys, out, state, words, sentAt, lookUps);
    }

    /** With what an operator released and the platform then took. */
    PublicationDocument released(int taken, List<Published> back) {
        List<Published> all = Stream.concat(values.stream(), back.stream()).distinct().toList();
        return new PublicationDocument(groupingId, tlp, indicators(all), objects + taken, keys, all, state, words, sentAt, lookUps);
    }

    /** CVEs are looked up too, and are no indicators. */
    private static int indicators(List<Published> values) {
        return (int) values.stream().filter(value -> value.type() != IndicatorType.CVE).count();
    }

    /** Whether it reports the same messages, sent at the same time. */
    boolean isSameSending(PublicationDocument other) {
        return keys.equals(other.keys) && Objects.equals(sentAt, other.sentAt);
    }

    PublicationDocument lookedUp() {
        return new PublicationDocument(groupingId, tlp, indicators, objects, keys, values, state, words, sentAt, lookUps + 1);
    }

    public Publication forReport() {
        return new Publication(state, tlp, indicators, objects, words, null);
    }
}
