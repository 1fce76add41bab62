package io.github.iocenrichment.console;

import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoredIncident;
import io.github.iocenrichment.task.ParkedTasks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Work that waits for a decision, grouped by what it failed with, and work that was dropped. */
final class WorkPage {
    private static final int DROPPED_SHOWN = 50;
    private static final int EACH_SHOWN = 20;
    private static final Pattern FIGURES = Pattern.compile("\\p{XDigit}{8,}|\\d+");

    private final Store store;
    private final ParkedTasks tasks;
    private final UrlPrivacy privacy;

    WorkPage(Store store, ParkedTasks tasks, UrlPrivacy privacy) {
        this.store = store;
        this.tasks = tasks;
        this.privacy = privacy;
    }

    Map<String, Object> model() {
        Map<String, List<ParkedTasks.Parked>> groups = groups();
        return new Fields().with("groups",
                groups.entrySet().stream().sorted(Comparator.comparingInt((Map.Entry<String, List<ParkedTasks.Parked>> one) -> -one.getValue().size()))
                        .map(one -> group(one.getKey(), one.getValue())).toList())
                .with("count", groups.values().stream().mapToInt(List::size).sum())
                .with("dropped", tasks.dropped(DROPPED_SHOWN).stream().map(one -> new Fields().key("id", one.name() + "|" + one.key()).with("stage", one.name())
                        .key("recId", one.key()).with("number", number(one.key())).words("lastError", privacy.maskText(one.lastError()))
                        .time("at", one.droppedAt()).map()).toList()).map();
    }

    private Map<String, Object> group(String cause, List<ParkedTasks.Parked> parked) {
        return new Fields().with("cause", cause).with("stage", parked.get(0).name()).words("words", privacy.maskText(parked.get(0).lastError()))
                .with("count", parked.size())
                .time("since", parked.stream().map(ParkedTasks.Parked::parkedAt).min(Comparator.naturalOrder()).orElse(null))
                .with("remedy", remedy(parked.get(0))).with("more", Math.max(0, parked.size() - EACH_SHOWN))
                .with("tasks", parked.stream().limit(EACH_SHOWN).map(one -> new Fields().key("id", one.name() + "|" + one.key()).key("recId", one.key())
                .with("number", number(one.key()))
                        .with("attempts", one.attempts()).time("since", one.parkedAt()).words("lastError", privacy.maskText(one.lastError())).map()).toList())
                        .map();
    }

    private static String remedy(ParkedTasks.Parked one) {
        String error = one.lastError().toLowerCase(Locale.ROOT);
        if (error.contains("key") && (error.contains("refus") || error.contains("401") || error.contains("403"))) {
            return "The system refuses the key: set the right one, restart, then release.";
        }
        return one.name().equals("publish") ? "Fix what Intel Exchange refused, or drop it: what was taken stays there."
                : "Fix what the error names, then release; it is tried again at once.";
    }

    private String number(String recId) {
        return store.incidents().find(recId).map(StoredIncident::number).map(number -> SafeText.line(number, 40)).orElse(recId);
    }

    /** Parked work by its cause: the stage and what it failed with, whichever numbers and keys the words hold. */
    private Map<String, List<ParkedTasks.Parked>> groups() {
        Map<String, List<ParkedTasks.Parked>> groups = new LinkedHashMap<>();
        tasks.list().forEach(one -> groups.computeIfAbsent(cause(one), cause -> new ArrayList<>()).add(one));
        return groups;
    }

    private static String cause(ParkedTasks.Parked one) {
        String words = one.name() + "|" + FIGURES.matcher(one.lastError()).replaceAll("#");
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The work of one cause. */
    List<ParkedTasks.Parked> of(@Nullable String cause) {
        return groups().getOrDefault(cause, List.of());
    }
}
