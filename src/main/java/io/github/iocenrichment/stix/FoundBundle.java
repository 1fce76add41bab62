package io.github.iocenrichment.stix;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was found in files as one STIX 2.1 bundle, written object by object so that its length costs no memory. Each value is an observable, with the id that
 * it has everywhere, and an {@code indicator} of the type {@code unknown}, since nobody was asked about it; a CVE is a {@code vulnerability}. Each stands once,
 * in however many files it was found. Nothing hangs on an incident or on the producer of publications: these objects are not ours to send.
 */
public final class FoundBundle implements Closeable {
    private static final int TLP_VERSION = 1;
    private static final Tlp MARKING = Tlp.AMBER;

    private final JsonGenerator json;
    private final @Nullable String now;
    private final Set<String> written = new HashSet<>();
    private final Map<IndicatorType, Integer> leftOut = new EnumMap<>(IndicatorType.class);

    /** @param now when it was found */
    public FoundBundle(OutputStream out, Instant now) throws IOException {
        this.now = StixTime.text(now);
        this.json = new ObjectMapper().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeStringField("type", "bundle");
        json.writeStringField("id", "bundle--" + UUID.randomUUID());
        json.writeArrayFieldStart("objects");
        json.writeObject(MARKING.marking(TLP_VERSION));
        json.writeObject(ProductObjects.product());
    }

    /** Adds what was found in one file. Values that must not leave the organisation and kinds that STIX has no object for are counted alone. */
    public void add(List<Indicator> found) throws IOException {
        for (Indicator indicator : found) {
            Optional<Observable> about = Observable.of(indicator).filter(value -> value.obstacle() == null);
            if (!indicator.enrichable()) {
                leave(indicator);
            } else if (indicator.type() == IndicatorType.CVE) {
                vulnerability(indicator.value().toUpperCase(Locale.ROOT));
            } else if (about.isPresent()) {
                write(about.get().object(marking()), about.get().name(), about.get().pattern(Map.of()));
            } else if (indicator.type() == IndicatorType.EMAIL) {
                write("email-addr", indicator.value());
            } else if (indicator.type() == IndicatorType.CIDR) {
                write(indicator.value().indexOf(':') < 0 ? "ipv4-addr" : "ipv6-addr", indicator.value());
            } else {
                leave(indicator);
            }
        }
    }

    /** How many were left out, by type. */
    public Map<IndicatorType, Integer> leftOut() {
        return Map.copyOf(leftOut);
    }

    @Override
    public void close() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    private void write(String type, String value) throws IOException {
        ObjectNode observable = StixObject.of(type, "?").put("value", value).node();
        observable.put("id", StixIds.observable(observable)).putArray("object_marking_refs").add(marking());
        write(observable, value, StixPattern.equal(type, "value", value));
    }

    private void write(ObjectNode observable, String name, String pattern) throws IOException {
        if (written.add(observable.path("id").asText())) {
            json.writeObject(observable);
            json.writeObject(domainObject("indicator").put("name", name).put("indicator_types", List.of("unknown")).put("pattern", pattern)
                    .put("pattern_type", "stix").put("pattern_version", "2.1").put("valid_from", now).put("object_marking_refs", List.of(marking())).node());
        }
    }

    private void vulnerability(String cve) throws IOException {
        if (written.add(cve)) {
            ObjectNode reference = JsonNodeFactory.instance.objectNode().put("source_name", "cve").put("external_id", cve);
            json.writeObject(domainObject("vulnerability").put("name", cve).setAll("external_references", List.of(reference))
                    .put("object_marking_refs", List.of(marking())).node());
        }
    }

    private StixObject domainObject(String type) {
        return StixObject.of(type, type + "--" + UUID.randomUUID()).put("created_by_ref", ProductObjects.IDENTITY_ID).put("created", now).put("modified", now);
    }

    private void leave(Indicator indicator) {
        leftOut.merge(indicator.type(), 1, Integer::sum);
    }

    private static String marking() {
        return MARKING.markingId(TLP_VERSION);
    }
}
