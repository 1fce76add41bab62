package io.github.iocenrichment.sandbox;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One package that reached the sandbox's Intel Exchange. Posts are never de-duplicated.
 *
 * @param when       arrival, by the sandbox's clock
 * @param route      {@code ingest-bundle}, {@code taxii} or {@code create-intel}
 * @param source     name of the source it landed in
 * @param collection name of the collection it landed in
 * @param body       the bundle, the envelope or the whole request of route C
 */
public record IngestPost(Instant when, String route, String source, String collection, JsonNode body) {
}
