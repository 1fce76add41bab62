package io.github.iocenrichment.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An incident to put into the sandbox's Ivanti.
 *
 * @param fields            field values that differ from the defaults; {@code Subject} and {@code Symptom} at least
 * @param created           the creation stamp, null for now
 * @param visibleFrom       when lists and look-ups begin to show it, null for at once
 * @param visibleAfterLists how many further list requests are answered before it shows, for rows that arrive between two pages
 * @param attachments       files on it
 */
public record SandboxIncident(Map<String, Object> fields, @Nullable Instant created, @Nullable Instant visibleFrom, int visibleAfterLists,
                              List<SandboxAttachment> attachments) {

    public SandboxIncident {
        fields = new LinkedHashMap<>(fields);
        attachments = List.copyOf(attachments);
    }

    public static SandboxIncident of(String subject, String symptom) {
        return new SandboxIncident(Map.of("Subject", subject, "Symptom", symptom), null, null, 0, List.of());
    }

    public SandboxIncident with(SandboxAttachment attachment) {
        List<SandboxAttachment> more = new ArrayList<>(attachments);
        more.add(attachment);
        return new SandboxIncident(fields, created, visibleFrom, visibleAfterLists, more);
    }

    public SandboxIncident withField(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new SandboxIncident(more, created, visibleFrom, visibleAfterLists, attachments);
    }

    public SandboxIncident createdAt(Instant when) {
        return new SandboxIncident(fields, when, visibleFrom, visibleAfterLists, attachments);
    }

    public SandboxIncident visibleFrom(Instant when) {
        return new SandboxIncident(fields, created, when, visibleAfterLists, attachments);
    }

    public SandboxIncident visibleAfterLists(int lists) {
        return new SandboxIncident(fields, created, visibleFrom, lists, attachments);
    }
}
