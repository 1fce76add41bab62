package io.github.iocenrichment.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands at the head of the status page: whether somebody has to do something, and what goes on by itself. */
final class Notices {

    /**
     * One of them.
     *
     * @param level {@code bad} when it waits for a person, {@code warn} when it passes by itself
     * @param words one sentence
     * @param place the part of the page that shows more
     */
    record Notice(String level, String words, String place) {
    }

    /** A failure of a system without a breaker is shown so long: its work is tried again at growing gaps. */
    private static final Duration RECENT = Duration.ofMinutes(15);

    /** A mark that was not believed is shown so long. */
    private static final Duration MARK_SHOWN = Duration.ofHours(24);
    private static final int NAMED = 5;

    private Notices() {
    }

    /** Worst first; empty when all is well, and only then does the page say so. */
    static List<Notice> of(StatusView view) {
        List<Notice> notices = new ArrayList<>();
        if (view.problem() != null) {
            notices.add(new Notice("bad", view.problem(), "sources"));
        }
        if (view.poll().late()) {
            notices.add(new Notice("bad", (view.poll().last() == null ? "No poll has gone through since the start" : "No poll has gone through since "
                    + time(view.poll().last())) + ": new incidents are not taken in", "sources"));
        }
        if (!view.parked().isEmpty()) {
            int count = view.parked().size();
            notices.add(new Notice("bad", (count == 1 ? "1 parked task waits" : count + " parked tasks wait") + " for an operator to release or drop: "
                    + view.parked().stream().map(StatusView.Parked::stage).distinct().collect(Collectors.joining(", ")), "parked"));
        }
        List<StatusView.Source> systems = view.sources().stream().filter(StatusView.Source::enabled).toList();
        systems.stream().filter(source -> source.health().refusedSince() != null).forEach(source -> notices.add(new Notice("bad", source.title()
                + " refuses our key since " + time(source.health().refusedSince()) + ": " + source.health().remedy(), "sources")));
        view.warnings().forEach(words -> notices.add(new Notice("warn", words, "sources")));
        List<String> doubtful = view.marked().stream().filter(marked -> !marked.leftOut() && marked.at().isAfter(view.at().minus(MARK_SHOWN)))
                .map(StatusView.Marked::number).toList();
        if (!doubtful.isEmpty()) {
            notices.add(new Notice("warn", "Subjects that carry the mark of a record incident which is not ours: "
                    + doubtful.stream().limit(NAMED).collect(Collectors.joining(", ")) + (doubtful.size() > NAMED ? " and more" : ""), "marked"));
        }
        view.stages().stream().filter(stage -> stage.overdueSince() != null)
                .forEach(stage -> notices.add(new Notice("warn", "Work of the stage " + stage.name() + " is due since " + time(stage.overdueSince())
                        + " and has not been begun", "stages")));
        systems.forEach(source -> {
            boolean notAsked = source.breaker() != null && !source.breaker().equals("closed");
            if (notAsked) {
                notices.add(new Notice("warn", source.title() + " is not asked after failures; it is tried again by itself, and notes say what could not be"
                        + " asked",
                        "sources"));
            }
            boolean recent = source.breaker() == null && source.lastErrorAt() != null && source.lastErrorAt().isAfter(view.at().minus(RECENT));
            if (source.health().failingSince() != null && source.health().refusedSince() == null && !notAsked) {
                notices.add(new Notice("warn", source.title() + " has not answered well since " + time(source.health().failingSince())
                        + "; what that holds up is tried again by itself", "sources"));
            } else if (recent && source.health().refusedSince() == null) {
                notices.add(new Notice("warn", source.title() + " failed last at " + time(source.lastErrorAt())
                        + "; what that holds up is tried again by itself",
                        "sources"));
            }
            Stream.concat(Stream.ofNullable(source.closedUntil()), source.quotas().stream().map(StatusView.Quota::closedUntil)).filter(Objects::nonNull)
                    .max(Instant::compareTo).ifPresent(until -> notices.add(new Notice("warn", source.title() + " has no budget before " + time(until)
                            + "; what waits for it is asked then, and a further note follows", "sources")));
        });
        return notices;
    }

    private static String time(Instant when) {
        return when.toString().replace('T', ' ').replace("Z", " UTC");
    }
}
