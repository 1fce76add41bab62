package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.text.OneLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a record incident. */
public final class RecordFields {
    private final Map<String, String> configured;
    private final IncidentFields names;

    /**
     * @param configured {@code ivanti.record.fields.*} by field; empty values are not sent
     * @param names      the tenant's names of the stock fields
     */
    public RecordFields(Map<String, String> configured, IncidentFields names) {
        this.configured = Map.copyOf(configured);
        this.names = names;
    }

    /**
     * What is sent to create the record. The customer is the source incident's unless one is configured; the number is never
     * sent, Ivanti assigns it.
     */
    public Map<String, Object> values(String subject, String symptom, Incident source) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(names.name(IncidentFields.SUBJECT), subject);
        values.put(names.name(IncidentFields.SYMPTOM), symptom);
        configured.entrySet().stream().sorted(Map.Entry.comparingByKey()).filter(field -> !field.getValue().isEmpty())
                .forEach(field -> values.put(field.getKey(), field.getValue()));
        if (!values.containsKey(names.name(IncidentFields.CUSTOMER)) && RecId.isOne(source.customerRecId())) {
            values.put(names.name(IncidentFields.CUSTOMER), source.customerRecId());
            values.put(names.name(IncidentFields.CUSTOMER_KIND), source.customerKind().isEmpty() ? "Employee" : source.customerKind());
        }
        values.remove(names.name(IncidentFields.NUMBER));
        values.put(names.name(IncidentFields.SUBJECT), subject);
        values.put(names.name(IncidentFields.SYMPTOM), symptom);
        return values;
    }

    /** The same as the JSON body for {@link IvantiPath#INCIDENTS}. */
    public String body(String subject, String symptom, Incident source) {
        return Json.write(values(subject, symptom, source));
    }

    /** The record that such a body stands for, to be written as JSON by the route that sends it. */
    public static JsonNode model(String body) {
        return Json.read(body);
    }

    /**
     * Fields that were sent with a value and came back empty: Ivanti stores a list value that is off the list as null, without
     * an error.
     */
    public static List<String> missingFields(Map<String, Object> sent, JsonNode answered) {
        return sent.entrySet().stream().filter(field -> !String.valueOf(field.getValue()).isEmpty())
                .map(Map.Entry::getKey).filter(field -> Json.text(answered, field).isEmpty()).toList();
    }

    /**
     * One warning line for a field that came back empty: its value is not on the tenant's list, or its name is not spelt as Ivanti has it, whose case counts
     * on writes.
     *
     * @param answered the record as Ivanti says that it stored it
     */
    public static String warning(String field, JsonNode answered) {
        String spelt = answered.properties().stream().map(Map.Entry::getKey).filter(name -> name.equalsIgnoreCase(field) && !name.equals(field)).findFirst()
                .map(name -> ": " + OneLine.cut(OneLine.of(name), 60)).orElse("");
        return "Ivanti stored " + field + " as empty: give ivanti.record.fields." + field + " a value of the tenant's list, or its row id as "
                + "ivanti.record.fields." + field + "_Valid; or write the name of the field in upper and lower case as Ivanti has it" + spelt;
    }
}
