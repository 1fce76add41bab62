package io.github.iocenrichment.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A short stable name for what a report says: equal news gives the same name on every node and try, whatever the time. Part of
 * the note's subject, {@code [ref:9c1f77aa]}.
 */
public final class ContentVersion {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ContentVersion() {
    }

    /**
     * Eight hex digits over the incident and the news of the report; ages and the time of writing do not count. An incident has one
     * first note whatever it says, so that a try that is repeated with later answers finds it; what is new then goes into an amendment.
     */
    public static String of(IncidentReport report) {
        List<Object> news = switch (report.kind()) {
            case FIRST -> List.of("first");
            case AMENDMENT -> List.of("amendment", report.change().changes().stream().sorted(java.util.Comparator.comparing(
                    (ReportChange.Change change) -> change.type().label() + "|" + change.value())).toList());
            case LANDED -> List.of("landed", report.publication().indicators(), report.publication().objects());
            case DELIVERY -> List.of("delivery", report.publication().state().name());
        };
        return hash(List.of(report.incident().recId(), news));
    }

    private static String hash(Object content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("report cannot be named", e);
        }
    }
}
