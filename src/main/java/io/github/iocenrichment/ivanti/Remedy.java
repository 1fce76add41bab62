package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.ivanti.IvantiFault.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From Ivanti's refusals to the settings or templates to correct. Refusals name fields as the form labels them, not as they are called. */
final class Remedy {
    private static final Pattern DISPLAY = Pattern.compile("\\b(?i:Incident)\\.([A-Za-z][A-Za-z0-9_]*(?: [A-Z][A-Za-z0-9_]*)*)");
    private static final String FIELDS = "ivanti.record.fields.";
    /** Subject and text are written by templates, whatever is configured for their fields. */
    private static final Map<String, String> TEMPLATES = Map.of(
            "description", "templates/record-symptom.ftl",
            "symptom", "templates/record-symptom.ftl",
            "summary", "templates/record-subject.ftl",
            "subject", "templates/record-subject.ftl");
    private static final Map<String, List<String>> LABELS = Map.of(
            "customer", List.of("ProfileLink_RecID", "ProfileLink_Category"),
            "profilelink", List.of("ProfileLink_RecID", "ProfileLink_Category"),
            "team", List.of("OwnerTeam"),
            "ownerteam", List.of("OwnerTeam"),
            "incidentowner", List.of("Owner"));

    private Remedy() {
    }

    static List<String> of(Kind kind, String words) {
        Set<String> remedies = new LinkedHashSet<>();
        switch (kind) {
            case UNAUTHORISED -> remedies.addAll(List.of("ivanti.api-key", "ivanti.username", "ivanti.password"));
            case WRONG_PATH -> remedies.add("ivanti.base-url");
            case FORBIDDEN -> remedies.add("ivanti.role");
            case REFUSED -> {
                remedies.addAll(fields(words));
                if (words.toLowerCase(Locale.ROOT).contains("does not have rights")) {
                    remedies.add("ivanti.role");
                }
                if (words.contains("$top")) {
                    remedies.add("ivanti.poll.page-size");
                }
            }
            default -> { }
        }
        return new ArrayList<>(remedies);
    }

    private static List<String> fields(String words) {
        List<String> names = new ArrayList<>();
        Matcher display = DISPLAY.matcher(words);
        while (display.find()) {
            String label = display.group(1).replace(" ", "");
            String template = TEMPLATES.get(label.toLowerCase(Locale.ROOT));
            if (template == null) {
                LABELS.getOrDefault(label.toLowerCase(Locale.ROOT), List.of(label)).forEach(field -> names.add(FIELDS + field));
            } else {
                names.add(template);
            }
        }
        return names;
    }
}
