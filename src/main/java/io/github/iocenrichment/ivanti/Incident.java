package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

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
 */
public record Incident(String recId, String number, String subject, String symptom, String status, String priority, Instant createdAt, Instant closedAt,
                       String customerRecId, String customerKind, boolean readOnly, String service, String category, String owner, String ownerTeam,
                       String tlp, String createdBy) {
    /** Characters of a number, digits of what it stands for. */
    private static final int LONGEST = 30;
    private static final int LONGEST_SUBJECT = 1000;
    /** Above the longest list value that is known of. */
    private static final int LONGEST_WORD = 300;

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
                marking(row.get(fields.name(IncidentFields.TLP))), text(row, fields, IncidentFields.CREATED_BY)));
    }

    /** The same as it may be kept: without its description, and with every other text bounded, however long Ivanti let it become. */
    public Incident forKeeping() {
        return new Incident(recId, number, Lines.cut(subject, LONGEST_SUBJECT), "", word(status), word(priority), createdAt, closedAt, word(customerRecId),
                word(customerKind), readOnly, word(service), word(category), word(owner), word(ownerTeam), word(tlp), word(createdBy));
    }

    private static String word(String text) {
        return Lines.cut(text, LONGEST_WORD);
    }

    /** The same with another marking of its own. */
    public Incident withTlp(String marking) {
        return new Incident(recId, number, subject, symptom, status, priority, createdAt, closedAt, customerRecId, customerKind, readOnly, service, category,
                owner, ownerTeam, marking, createdBy);
    }

    /** How people call it: {@code INC48213}; without a number, the beginning of its RecId. */
    public String name() {
        return "INC" + (number.isEmpty() ? "-" + recId.substring(0, 8) : number);
    }

    /** Whether it is closed by its date or its record; {@code IsInFinalState} is not to be trusted. */
    public boolean isClosed() {
        return readOnly || closedAt != null;
    }

    private static String text(JsonNode row, IncidentFields fields, String key) {
        return Json.text(row, fields.name(key));
    }

    /** A marking in whichever form is one: what is no plain word is kept as it came, and is not taken for none. */
    private static String marking(JsonNode value) {
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
