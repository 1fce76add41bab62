package io.github.iocenrichment.stix;

import java.time.Instant;
import java.util.Optional;

/**
 * Remembers every object that was ever sent, so that an id with the same time of modification always means the same bytes.
 * Every call is atomic for its id, across threads and nodes, and durable when it returns; all times are cut to whole milliseconds.
 * Calling again with the same arguments changes nothing and answers the same.
 */
public interface ObjectLedger {

    /**
     * The version under which this content is to be sent.
     * Unknown id: created = modified = now, and kept. Same hash as kept: what is kept. Another hash: the kept time of creation,
     * modified = the later of now and one millisecond after the kept one, and kept. A revoked id: what is kept, whatever the hash.
     *
     * @param hash SHA-256 in hex of the canonical object without {@code created} and {@code modified}: the first is fixed by the id
     */
    Versioned version(String id, String hash, Instant now);

    /**
     * Takes an object back: it gets one last version.
     * Not revoked yet: modified as for changed content, the hash and the revocation are kept. Already revoked with the same hash: what is
     * kept, so that a lost message can be sent again.
     *
     * @param hash as for {@link #version}, of the content with {@code revoked}
     * @return empty when the id was never sent, so that there is nothing to take back, and when it was taken back with other content
     */
    Optional<Versioned> revoke(String id, String hash, Instant now);

    /**
     * Notes that an incident reported the value of this indicator. The first call for an id fixes {@link Reported#first()};
     * {@link Reported#last()} only ever moves forward.
     *
     * @param incidentCreatedAt creation time of the incident, not of the report
     */
    Reported reported(String indicatorId, Instant incidentCreatedAt);
}
