package io.github.iocenrichment.ivanti;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is polled: incidents, and, by analogy with them and confirmed by no tenant, service requests and problems. Each object has its own path and its own
 * name of the number; attachments of the others are asked for by their parent alone, and no record incident is made of them.
 */
public enum BusinessObject {
    INCIDENT("incident", "incident", "Incident", "INC", Map.of()),
    SERVICE_REQUEST("servicereq", "service request", "ServiceReq", "SR", Map.of(IncidentFields.NUMBER, "ServiceReqNumber")),
    PROBLEM("problem", "problem", "Problem", "PRB", Map.of(IncidentFields.NUMBER, "ProblemNumber", IncidentFields.SYMPTOM, "Description"));

    private final String label;
    private final String singular;
    private final String parent;
    private final String prefix;
    private final Map<String, String> names;

    BusinessObject(String label, String singular, String parent, String prefix, Map<String, String> names) {
        this.label = label;
        this.singular = singular;
        this.parent = parent;
        this.prefix = prefix;
        this.names = names;
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public static BusinessObject of(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no business object " + label));
    }

    /** That of a record as people call it, by its first letters; one of digits alone is an incident's, as is what is no such name. */
    public static BusinessObject ofName(String named) {
        return Arrays.stream(values()).filter(one -> named.strip().matches("(?i)" + one.prefix + "-?\\d+")).findFirst().orElse(INCIDENT);
    }

    /** That of the settings' name before a colon ({@code servicereq:}); empty when there is none. */
    public static Optional<BusinessObject> saidIn(String named) {
        return Arrays.stream(values()).filter(one -> named.strip().toLowerCase(Locale.ROOT).startsWith(one.label + ":")).findFirst();
    }

    /** The number in such a name, without zeros before it; what is no such name stays as it is. */
    public String number(String named) {
        return named.strip().replaceFirst("(?i)^" + prefix + "-?0*", "");
    }

    /** Their names in the settings. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(BusinessObject::label).toList();
    }

    public String label() {
        return label;
    }

    /** What people call one: {@code service request}. */
    public String singular() {
        return singular;
    }

    /** What they call several. */
    public String plural() {
        return singular + 's';
    }

    /** Path of the list of these records. */
    public String path() {
        return "/odata/businessobject/" + label + "s";
    }

    /** Path of one record. */
    public String path(String recId) {
        return path() + "('" + RecId.checked(recId) + "')";
    }

    /** What a note calls its parent. */
    public String parent() {
        return parent;
    }

    /** What an attachment calls its parent. */
    public String fileParent() {
        return parent + "#";
    }

    /** How people call a record: {@code INC48213}, {@code SR10023}. */
    public String name(String number) {
        return prefix + number;
    }

    /** The same of a record that has no number perhaps: then the beginning of its RecId stands for it. */
    public String name(Incident record) {
        return name(record.number().isEmpty() ? "-" + record.recId().substring(0, 8) : record.number());
    }

    /** The stock name of the number, by which its page is found. */
    @Nullable String numberField() {
        return names.getOrDefault(IncidentFields.NUMBER, IncidentFields.defaults().get(IncidentFields.NUMBER));
    }

    /** The tenant's names of fields; where it has those of the stock product, this object's own. */
    public IncidentFields fields(IncidentFields ofIncidents) {
        return ofIncidents.inPlaceOfStock(names);
    }
}
