package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.VendorFacts;
import io.github.iocenrichment.verdict.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the analyst may do next: which rules hold is decided here, their words are the messages {@code advice.RULE}. */
final class WhatToDo {
    private static final int USERS_MAX = 10;
    private static final int BLOCKED_MAX = 200;
    /** A field of a mail's header that names who got it, as it stands before an address. */
    private static final Pattern RECIPIENT = Pattern.compile("(?i)(?<![\\w-])(?:to|cc|bcc|delivered-to|x-original-to|envelope-to)\\s?:");
    private static final Pattern FIELD = Pattern.compile("(?<![\\w-])[A-Za-z][A-Za-z-]{1,30}\\s?:(?=\\s)");
    private static final String HEADERS = "headers";
    private final Messages messages;

    WhatToDo(Messages messages) {
        this.messages = messages;
    }

    /** @param shown the findings that the note reports @param all all of the incident */
    List<NoteView.Advice> of(List<Finding> shown, List<Finding> all) {
        List<NoteView.Advice> advice = new ArrayList<>();
        List<Finding> malicious = shown.stream().filter(f -> Standing.of(f) == Standing.MALICIOUS).toList();
        List<Finding> suspicious = shown.stream().filter(f -> Standing.of(f) == Standing.SUSPICIOUS).toList();
        if (malicious.stream().anyMatch(f -> !f.indicator().type().isHash())) {
            advice.add(advice("block"));
        }
        if (malicious.stream().anyMatch(f -> f.indicator().type().isHash())) {
            advice.add(advice("file"));
        }
        if (Stream.concat(malicious.stream(), suspicious.stream()).anyMatch(WhatToDo::isPhishing)) {
            List<String> users = users(all);
            advice.add(advice(users.isEmpty() ? "credentials" : "credentials-users", "users", String.join(", ", users)));
        }
        if (!suspicious.isEmpty()) {
            advice.add(advice("suspicious"));
        }
        if (shown.stream().anyMatch(f -> NoteViews.isCve(f) && CveStanding.of(f) == CveStanding.HIGH)) {
            advice.add(advice("patch"));
        }
        return advice;
    }

    private NoteView.Advice advice(String rule, Object... values) {
        return new NoteView.Advice(rule, messages.say("advice." + rule, values));
    }

    /** A page that asks for credentials, as far as a source says so. */
    private static boolean isPhishing(Finding finding) {
        IndicatorType type = finding.indicator().type();
        return (type == IndicatorType.URL || type == IndicatorType.DOMAIN) && finding.answers().stream().anyMatch(WhatToDo::saysPhishing);
    }

    private static boolean saysPhishing(Answer answer) {
        VendorFacts facts = VendorFacts.of(answer);
        String said = String.join(" ", facts.terms()) + " " + String.join(" ", facts.threatCategories()) + " "
                + (answer.summary() == null ? "" : answer.summary());
        String words = said.toLowerCase(Locale.ROOT);
        return words.contains("phish") || words.contains("credential");
    }

    /** Who got the mail: own addresses in its header, or those in a field that names recipients. They are shown here and sent nowhere. */
    private static List<String> users(List<Finding> all) {
        return all.stream().map(Finding::indicator).filter(indicator -> indicator.type() == IndicatorType.EMAIL).filter(WhatToDo::isRecipient)
                .map(NoteViews::listed).distinct().limit(USERS_MAX).toList();
    }

    private static boolean isRecipient(Indicator indicator) {
        boolean own = !indicator.enrichable() && indicator.reason() != null && indicator.reason().startsWith("own domain");
        return indicator.places().stream().filter(place -> place.path() != null && place.path().endsWith(HEADERS)).anyMatch(place -> own || isRecipient(place));
    }

    private static boolean isRecipient(Place place) {
        String snippet = place.snippet() == null ? "" : place.snippet();
        int at = place.raw() == null ? -1 : snippet.indexOf(place.raw());
        if (at < 0) {
            return false;
        }
        int last = -1;
        Matcher fields = FIELD.matcher(snippet).region(0, at);
        while (fields.find()) {
            last = fields.start();
        }
        return last >= 0 && RECIPIENT.matcher(snippet).region(last, at).lookingAt();
    }

    /** Malicious values by type, a file's SHA-256 beside its MD5. */
    List<NoteView.Block> blockList(List<SameFiles> files) {
        Map<String, List<String>> byType = new LinkedHashMap<>();
        for (IndicatorType type : IndicatorType.values()) {
            byType.put(type.label(), new ArrayList<>());
        }
        for (SameFiles file : files) {
            Finding finding = file.finding();
            if (Standing.of(finding) == Standing.MALICIOUS) {
                byType.get(finding.indicator().type().label()).add(NoteViews.value(finding.indicator()));
                file.others().forEach(hash -> byType.get(hash.type().label()).add(hash.value()));
            }
        }
        List<NoteView.Block> blocks = new ArrayList<>();
        byType.forEach((type, values) -> {
            int end = Math.min(values.size(), BLOCKED_MAX);
            for (int from = 0; from < end; from += Lists.LINE) {
                blocks.add(new NoteView.Block(type, List.copyOf(values.subList(from, Math.min(end, from + Lists.LINE)))));
            }
            if (values.size() > end) {
                blocks.add(new NoteView.Block(type, List.of(messages.say("list.more", "count", values.size() - end))));
            }
        });
        return blocks;
    }
}
