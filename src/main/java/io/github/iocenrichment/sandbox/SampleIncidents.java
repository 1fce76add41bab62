package io.github.iocenrichment.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.EncryptionMethod;

/** The incidents that the sandbox starts with, read from {@code sandbox/incidents.json} and the files beside it. */
final class SampleIncidents {
    private static final int OLDEST_SECONDS = 300;
    private static final int APART_SECONDS = 18;
    private static final String CUSTOMER = "E4EB4A67C2A84AC7839C0827DC3042FD";

    private SampleIncidents() {
    }

    /** The samples in order, created within the five minutes before the given moment; two of them in the same second. */
    static List<SandboxIncident> before(Instant now) {
        List<SandboxIncident> incidents = new ArrayList<>();
        Instant created = now.minusSeconds(OLDEST_SECONDS);
        for (JsonNode sample : Json.resource("incidents.json")) {
            created = sample.path("same_second").asBoolean() ? created : created.plusSeconds(APART_SECONDS);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("Subject", sample.path("subject").asText());
            fields.put("Symptom", sample.path("symptom").asText());
            fields.put("Category", sample.path("category").asText());
            fields.put("Source", sample.path("source").asText());
            fields.put("Urgency", sample.path("urgency").asText("Medium"));
            fields.put("Service", "Security Operations");
            fields.put("OwnerTeam", "SOC Tier 1");
            fields.put("ProfileFullName", "Ines Marchetti");
            fields.put("ProfileLink_RecID", CUSTOMER);
            fields.put("ProfileLink_Category", "Employee");
            fields.put("CreatedBy", sample.path("created_by").asText("imarchetti"));
            SandboxIncident incident = new SandboxIncident(fields, created, created, 0, List.of());
            for (JsonNode file : sample.path("attachments")) {
                incident = incident.with(attachment(file));
            }
            incidents.add(incident);
        }
        return incidents;
    }

    private static SandboxAttachment attachment(JsonNode file) {
        String resource = "files/" + file.path("file").asText();
        String password = file.path("zip").asText("");
        SandboxAttachment.Disposition disposition = SandboxAttachment.Disposition.valueOf(file.path("disposition").asText("QUOTED"));
        return new SandboxAttachment(file.path("name").asText(), file.path("type").asText(),
                () -> password.isEmpty() ? Json.resourceBytes(resource) : zip(file.path("file").asText(), Json.resourceBytes(resource), password),
                disposition, false);
    }

    private static byte[] zip(String name, byte[] content, String password) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ZipParameters parameters = new ZipParameters();
        parameters.setFileNameInZip(name);
        parameters.setEncryptFiles(true);
        parameters.setEncryptionMethod(EncryptionMethod.ZIP_STANDARD);
        try (ZipOutputStream zip = new ZipOutputStream(bytes, password.toCharArray())) {
            zip.putNextEntry(parameters);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
