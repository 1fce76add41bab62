package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.text.OneLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One incident as Ivanti returns it. Absent and null fields are the same thing: an empty text, or null where said.
 *
 * @param recId        technical key, the only safe one
 * @param number       the number people use, digits only; empty when Ivanti gave none
 * @param subject      title
 * @param symptom      description, plain text or HTML with entities
 * @param status       word of the tenant's list
 * @param priority     {@code 1} to {@code 5} as a text
 * @param createdAt    when its form was opened, not when it was saved; null when there is no readable date
 * @param closedAt     null when it is not closed
 * @param customerRecId key of the customer
 * @param customerKind  kind of the customer, usually {@code Employee}
 * @param readOnly     true on closed records
 * @param service      service of its classification
 * @param category     category of its classification
 * @param owner        analyst
 * @param ownerTeam    queue
 * @param tlp          its own marking in the tenant's words, from the field that the settings name; empty when they name none
 * @param createdBy    the account that created it; empty when Ivanti does not say. Whoever creates an incident may set it
 * @param fields       further fields of the tenant, by the NAME of {@code ivanti.field.NAME}; empty ones are left out
 */
public record Incident(String recId, String number, String subject, String symptom, String status, String priority, @Nullable Instant createdAt,
                       @Nullable Instant closedAt,
                       String customerRecId, String customerKind, boolean readOnly, String service, String category, String owner, String ownerTeam,
                       String tlp, String createdBy, Map<String, String> fields) {
    /** Characters of a number, digits of what it stands for. */
    private static final int LONGEST = 30;
    private static final int LONGEST_SUBJECT = 1000;
    /** Above the longest list value that is known of. */
    private static final int LONGEST_WORD = 300;
    private static final int MOST_FIELDS = 50;

    public Incident {
        // documents of earlier versions have none
        fields = fields == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** One without further fields. */
    public Incident(String recId, String number, String subject, String symptom, String status, String priority, @Nullable Instant createdAt,
                    @Nullable Instant closedAt,
                    String customerRecId, String customerKind, boolean readOnly, String service, String category, String owner, String ownerTeam,
                    String tlp, String createdBy) {
        this(recId, number, subject, symptom, status, priority, createdAt, closedAt, customerRecId, customerKind, readOnly, service, category, owner,
                ownerTeam, tlp, createdBy, Map.of());
    }

    /** Reads one flat object; empty when it is none or has no sound RecId. */
    public static Optional<Incident> from(JsonNode row, IncidentFields fields) {
        String recId = row.isObject() ? Json.text(row, fields.name(IncidentFields.REC_ID)).strip() : "";
        if (!RecId.isOne(recId)) {
            return Optional.empty();
        }
        return Optional.of(new Incident(recId, digits(text(row, fields, IncidentFields.NUMBER)), text(row, fields, IncidentFields.SUBJECT),
                text(row, fields, IncidentFields.SYMPTOM), text(row, fields, IncidentFields.STATUS), text(row, fields, IncidentFields.PRIORITY),
                Dates.read(text(row, fields, IncidentFields.CREATED)), Dates.read(text(row, fields, IncidentFields.CLOSED)),
                text(row, fields, IncidentFields.CUSTOMER), text(row, fields, IncidentFields.CUSTOMER_KIND),
                Boolean.parseBoolean(text(row, fields, IncidentFields.READ_ONLY)), text(row, fields, IncidentFields.SERVICE),
                text(row, fields, IncidentFields.CATEGORY), text(row, fields, IncidentFields.OWNER), text(row, fields, IncidentFields.OWNER_TEAM),
                marking(row.get(fields.name(IncidentFields.TLP))), text(row, fields, IncidentFields.CREATED_BY),
                others(row, fields)));
    }

    private static Map<String, String> others(JsonNode row, IncidentFields fields) {
        Map<String, String> others = new LinkedHashMap<>();
        fields.others().forEach((key, name) -> {
            String value = Json.text(row, name).strip();
            if (!value.isEmpty() && others.size() < MOST_FIELDS) {
                others.put(key, value);
            }
        });
        return others;
    }

    /** What routes and templates may ask for by the NAME of {@code ivanti.field.NAME}: stock fields and further ones; empty ones are left out. */
    public Map<String, String> named() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(IncidentFields.STATUS, status);
        all.put(IncidentFields.PRIORITY, priority);
        all.put(IncidentFields.SERVICE, service);
        all.put(IncidentFields.CATEGORY, category);
        all.put(IncidentFields.OWNER, owner);
        all.put(IncidentFields.OWNER_TEAM, ownerTeam);
        all.put(IncidentFields.TLP, tlp);
        all.put(IncidentFields.CREATED_BY, createdBy);
        all.putAll(fields);
        all.values().removeIf(value -> value == null || value.isEmpty());
        return all;
    }

    /** The same as it may be kept: without its description, and with every other text bounded, however long Ivanti let it become. */
    public Incident forKeeping() {
        return new Incident(recId, number, OneLine.cut(subject, LONGEST_SUBJECT), "", word(status), word(priority), createdAt, closedAt, word(customerRecId),
                word(customerKind), readOnly, word(service), word(category), word(owner), word(ownerTeam), word(tlp), word(createdBy),
                fields.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, field -> word(field.getValue()), (one, other) -> one,
                LinkedHashMap::new)));
    }

    private static String word(String text) {
        return OneLine.cut(text, LONGEST_WORD);
    }

    /** The same with another marking of its own. */
    public Incident withTlp(String marking) {
        return new Incident(recId, number, subject, symptom, status, priority, createdAt, closedAt, customerRecId, customerKind, readOnly, service, category,
                owner, ownerTeam, marking, createdBy, fields);
    }

    /** How people call it: {@code INC48213}; without a number, the beginning of its RecId. */
    public String name() {
        return BusinessObject.INCIDENT.name(this);
    }

    /** Whether it is closed by its date or its record; {@code IsInFinalState} is not to be trusted. */
    public boolean isClosed() {
        return readOnly || closedAt != null;
    }

    /** The text of any field of a row, numbers included; empty when it is absent, null or no single value. */
    public static String text(JsonNode row, String name) {
        return Json.text(row, name);
    }

    private static String text(JsonNode row, IncidentFields fields, String key) {
        return Json.text(row, fields.name(key));
    }

    /** A marking in whichever form is one: what is no plain word is kept as it came, and is not taken for none. */
    private static String marking(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.isContainerNode() && value.isEmpty() ? "" : value.isContainerNode() ? value.toString() : value.asText();
    }

    private static String digits(String number) {
        String bare = number.strip();
        if (bare.matches("\\d{1,18}")) {
            return bare;
        }
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return "";
        }
        try {
            BigDecimal written = new BigDecimal(bare);
            // a few characters may stand for a thousand million digits
            return Math.abs((long) written.scale()) > LONGEST ? "" : written.toBigIntegerExact().abs().toString();
        } catch (NumberFormatException | ArithmeticException e) {
            // tenants may prefix numbers ("INC-48213"): keep the digits, people search for them
            return bare.replaceAll("\\D", "");
        }
    }
}
