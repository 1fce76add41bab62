package io.github.iocenrichment.stix;

import static io.github.iocenrichment.stix.Samples.at;
import static io.github.iocenrichment.stix.Samples.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Maps incidents over one ledger, and makes sure of whatever comes out. */
abstract class MappingCase {
    static final String ADDRESS = "203.0.113.77";
    static final String ADDRESS_INDICATOR = "indicator--b7c89b1c-b9bd-5e09-b954-7d390730b07d";
    final InMemoryLedger ledger = new InMemoryLedger();

    final StixPackage map(Instant now, PublicationInput input) {
        return map(settings(), now, input);
    }

    final StixPackage map(StixSettings settings, Instant now, PublicationInput input) {
        StixPackage mapped = new StixMapper(settings, ledger, at(now)).map(input);
        if (!mapped.isEmpty()) {
            StixSchemas.assertValid(mapped.all());
        }
        return mapped;
    }

    static ObjectNode one(StixPackage mapped, String id) {
        return mapped.all().stream().filter(object -> object.path("id").asText().equals(id)).findFirst().orElseThrow();
    }

    static List<ObjectNode> ofType(StixPackage mapped, String type) {
        return mapped.all().stream().filter(object -> object.path("type").asText().equals(type)).toList();
    }

    static List<String> types(StixPackage mapped) {
        return mapped.all().stream().skip(mapped.shared().size()).map(object -> object.path("type").asText()).toList();
    }
}
