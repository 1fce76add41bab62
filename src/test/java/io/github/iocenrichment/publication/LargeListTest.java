package io.github.iocenrichment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tickets and attachments that hold far more than is kept of them: noted all the same, with what was left out. */
class LargeListTest {

    private static Journey journey() {
        return new Journey().with("virustotal.look-up-domains", "none").with("publish.note-waits", "1s").with("enrichment.max-wait", "1s")
                .with("ivanti.poll.start-from", "2020-01-01T00:00:00Z");
    }

    private static String domains(int count) {
        return IntStream.range(0, count).mapToObj(i -> "d" + i + ".mossy-anvil.net").collect(Collectors.joining("\n"));
    }

    private static String file(Journey journey, String recId) throws Exception {
        JsonNode row = journey.sandbox().attachments().stream().filter(file -> file.path("ParentLink_RecID").asText().equals(recId)).findFirst().orElseThrow();
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(journey.sandbox().ivantiUrl() + "/rest/Attachment?ID="
                + row.path("RecId").asText()))
                .header("Authorization", "rest_api_key=" + journey.sandbox().keys().ivanti()).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
    }

    @Test
    void ofATicketWith97000DomainsEachKeptOneIsNamedAndTheRestCounted() throws Exception {
        try (Journey journey = journey().start()) {
            String recId = journey.incident(domains(97_000));

            journey.note(recId, "Symptom: 5,000 of 97,000 domains are kept, 92,000 were counted only; raise attachment.max-indicators");
            journey.note(recId, "more entries with their details are in the attachment");

            List<String> notes = journey.notes(recId);
            assertThat(notes.get(0)).startsWith("Threat intelligence: 5000 not asked, 92,000 counted only");
            assertThat(notes).hasSizeLessThanOrEqualTo(10).allMatch(note -> note.length() <= 30_000);
            String all = String.join("\n", notes) + file(journey, recId);
            assertThat(Pattern.compile("\\bd\\d+\\[\\.]mossy-anvil\\[\\.]net").matcher(all).results().map(MatchResult::group)).hasSize(5_000)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void anAttachmentThatCannotBeReadInTimeIsReadAgainAndThenReportedForGood() throws Exception {
        try (Journey journey = journey().with("attachment.max-time", "200ms").with("attachment.read-again", "1s").start()) {
            String recId = journey.sandbox().addIncident(SandboxIncident.of("Proxy log", "see the attachment")
                    .with(SandboxAttachment.of("proxy.log", "text/plain", "files.mossy-anvil.net\n".repeat(360_000).getBytes(StandardCharsets.UTF_8))));

            assertThat(journey.note(recId, "NOT READ")).contains("\"proxy.log\": not read yet, tried again: ");
            assertThat(journey.note(recId, "READ AGAIN")).startsWith("Threat intelligence update: ")
                    .contains("\"proxy.log\": not read to its end in 2 tries: ");
            assertThat(journey.notes(recId).stream().filter(note -> note.contains("READ AGAIN"))).hasSize(1);
        }
    }
}
