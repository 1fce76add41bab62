package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.stix.StixPackage;
import java.util.UUID;

/**
 * Where a package is filed in Intel Exchange: a feed source and one of its collections, both by name or both by id. The platform does not
 * refuse an address that it does not know but files the package under {@code Import}; see {@link AddressCheck}.
 *
 * @param source     name or id of the source
 * @param collection name or id of the collection
 * @param byId       whether these are ids
 */
public record FeedAddress(String source, String collection, boolean byId) {
    static final String SOURCE_TYPE = "CUSTOM_STIX_SOURCES";

    public FeedAddress {
        if (source == null || source.isBlank() || collection == null || collection.isBlank()) {
            throw new IllegalArgumentException("the address needs both a source and a collection");
        }
    }

    public static FeedAddress byName(String sourceName, String collectionName) {
        return new FeedAddress(sourceName, collectionName, false);
    }

    public static FeedAddress byId(String sourceId, String collectionId) {
        return new FeedAddress(sourceId, collectionId, true);
    }

    /**
     * The body of a call to {@code ingest_bundle}.
     *
     * @param bundleId made anew at random for each message
     */
    public ObjectNode ingestBody(StixPackage message, UUID bundleId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (byId) {
            body.put("source_id", source).put("source_type", SOURCE_TYPE).put("collection_id", collection);
        } else {
            body.put("source_name", source).put("collection_name", collection);
        }
        return body.set("bundle", message.bundle(bundleId));
    }
}
