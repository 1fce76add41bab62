package io.github.iocenrichment.report;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The incident that a report is about, as far as the report names it.
 *
 * @param recId     Ivanti's key
 * @param number    the number that people use, digits as Ivanti shows them
 * @param subject   its subject, untrusted text
 * @param createdAt when it was opened; null when Ivanti did not say
 * @param fields    its other fields by the NAME of {@code ivanti.field.NAME}, untrusted texts; empty ones are left out
 */
public record SourceIncident(String recId, String number, String subject, @Nullable Instant createdAt, Map<String, String> fields) {

    public SourceIncident {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public SourceIncident(String recId, String number, String subject, @Nullable Instant createdAt) {
        this(recId, number, subject, createdAt, Map.of());
    }

    /** The fields as templates may see them: each one line, bounded and defanged. */
    Map<String, String> shown(int max) {
        Map<String, String> shown = new LinkedHashMap<>();
        fields.forEach((name, value) -> shown.put(name, SafeText.words(value, max)));
        return shown;
    }
}
