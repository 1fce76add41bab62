package io.github.iocenrichment.ivanti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentFieldsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | Symptom | Subject,Symptom", "Subject,Symptom | Description | Subject,Description",
            "Symptom, Notes ,Notes | Symptom | Symptom,Notes",
        "Description | Symptom | Description"})
    void aStockNameStandsForTheFieldThatTheTenantHasInItsPlace(String text, String symptom, String read) {
        assertThat(new IncidentFields(Map.of("text", text, "symptom", symptom)).texts()).containsExactly(read.split(","));
    }

    @Test
    void anyOtherKeyNamesAFurtherField() throws Exception {
        IncidentFields fields = new IncidentFields(Map.of("text", "Subject", "owner-team", "Queue", "business-unit", "BusinessUnit", "Site", ""));
        assertThat(fields.others()).containsOnly(entry("business-unit", "BusinessUnit"), entry("Site", "Site"));
        Incident incident = Incident.from(new ObjectMapper().readTree("""
                {"RecId": "FF49A5136B36486F897C62E9348C433B", "Queue": "SOC", "BusinessUnit": "Treasury", "Site": null, "Category": "Phishing"}"""), fields).orElseThrow();
        assertThat(incident.fields()).containsExactly(entry("business-unit", "Treasury"));
        assertThat(incident.named()).containsOnly(entry("owner-team", "SOC"), entry("category", "Phishing"), entry("business-unit", "Treasury"));
        assertThat(List.copyOf(incident.forKeeping().fields().keySet())).containsExactly("business-unit");
    }
}
