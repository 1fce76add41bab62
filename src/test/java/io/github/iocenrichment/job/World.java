package io.github.iocenrichment.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.sandbox.Sandbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a test asks of the outside world after the product has worked on it. */
final class World {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REFERENCE = Pattern.compile("\\[ref:[0-9a-f]{8}]");
    private static final Pattern RECORD = Pattern.compile("record incident \\d+");
    private static final Pattern CLOCK = Pattern.compile("\\b\\d\\d:\\d\\d( UTC)?\\b");

    private World() {
    }

    /** The incidents that people opened: neither our records nor what quotes one of them in its subject. */
    static List<JsonNode> sources(Sandbox sandbox) {
        return sandbox.incidents().stream().filter(incident -> !incident.path("Subject").asText().contains("[ti-record:")).map(JsonNode.class::cast).toList();
    }

    static boolean allNoted(Sandbox sandbox) {
        return sources(sandbox).stream().allMatch(incident -> !sandbox.notes(incident.path("RecId").asText()).isEmpty());
    }

    /** True when no stage but the waiting for late answers and the verdict watch has anything left to do. */
    static boolean isIdle(Job job) {
        return job.work().stream().allMatch(stage -> Set.of("amend", "watch").contains(stage.name()) || stage.later() + stage.due() + stage.running() == 0);
    }

    /** What the status page gives as the last error of a system; empty when there was none. */
    static String lastError(Job job, String system) throws IOException, InterruptedException {
        return StreamSupport.stream(JSON.readTree(job.page("/status.json")).path("sources").spliterator(), false)
                .filter(source -> source.path("name").asText().equals(system)).findFirst().orElseThrow().path("lastError").asText("");
    }

    /** True when nothing is in work and nothing is due: time may pass. */
    static boolean isWaitingForTime(Job job) {
        return job.work().stream().allMatch(stage -> stage.due() + stage.running() == 0);
    }

    /** How many pieces of work of one stage wait for their time. */
    static long waiting(Job job, String name) {
        return job.work().stream().filter(stage -> stage.name().equals(name)).mapToLong(stage -> stage.later() + stage.due()).sum();
    }

    /** Everything that was written on one incident, as its analyst reads it, without what differs from run to run. */
    static String written(Sandbox sandbox, JsonNode incident) {
        return "INC" + incident.path("IncidentNumber").asText() + "  " + incident.path("Subject").asText() + "\n\n"
                + sandbox.notes(incident.path("RecId").asText()).stream().map(World::steady).collect(Collectors.joining("\n\n"));
    }

    private static String steady(JsonNode note) {
        String text = "== " + note.path("Subject").asText() + "  (" + note.path("Category").asText() + ", shown to the customer: "
                + note.path("PublishToWeb").asText() + ")\n" + note.path("NotesBody").asText().replace("\r\n", "\n");
        text = REFERENCE.matcher(text).replaceAll("[ref:········]");
        text = RECORD.matcher(text).replaceAll("record incident ·····");
        return CLOCK.matcher(text).replaceAll("··:··");
    }

    /** How often each value was asked about at each vendor, by the last part of the request's path and query. */
    static Map<String, Long> questions(Sandbox sandbox) {
        return sandbox.requests(null, "GET", null).stream().filter(request -> switch (request.system()) {
            case ABUSEIPDB, VIRUSTOTAL, HYBRID_ANALYSIS -> true;
            default -> false;
        }).collect(Collectors.groupingBy(request -> request.system().label() + " " + request.path(), Collectors.counting()));
    }
}
