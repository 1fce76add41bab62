package io.github.iocenrichment.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands at the head of the status page: whether somebody has to do something, and what goes on by itself. */
final class Notices {
    private static final String QUARANTINE = "quarantine";

    /**
     * One of them.
     *
     * @param level     {@code bad} when it waits for a person, {@code warn} when it passes by itself
     * @param words     what it is, one sentence
     * @param since     since when; null when that is not known
     * @param incidents how many incidents it concerns; 0 when that is not known
     * @param todo      what to do, or what happens by itself; null when the words say it
     * @param place     the part of the page that shows more
     */
    record Notice(String level, String words, @Nullable Instant since, long incidents, @Nullable String todo, String place) {
        private static Notice bad(String words, @Nullable Instant since, long incidents, @Nullable String todo, String place) {
            return new Notice("bad", words, since, incidents, todo, place);
        }

        private static Notice warn(String words, @Nullable Instant since, long incidents, @Nullable String todo, String place) {
            return new Notice("warn", words, since, incidents, todo, place);
        }
    }

    /** A failure of a system without a breaker is shown so long: its work is tried again at growing gaps. */
    private static final Duration RECENT = Duration.ofMinutes(15);

    /** A mark that was not believed is shown so long. */
    private static final Duration MARK_SHOWN = Duration.ofHours(24);
    private static final int NAMED = 5;
    private static final String BY_ITSELF = "what that holds up is tried again by itself";

    private Notices() {
    }

    /** Worst first; empty when all is well, and only then does the page say so. */
    static List<Notice> of(StatusView view) {
        List<Notice> notices = new ArrayList<>();
        if (view.problem() != null) {
            notices.add(Notice.bad(view.problem(), null, 0, null, "sources"));
        }
        if (view.poll().late()) {
            notices.add(Notice.bad("New incidents are not taken in: no poll has gone through" + (view.poll().last() == null ? " since the start" : ""),
                    view.poll().last(), 0, "look at Ivanti and its key with the command check; the next poll that goes through asks for all of them",
                            "sources"));
        }
        parked(view).forEach(notices::add);
        if (view.approvals() != null) {
            int waiting = view.approvals().waiting();
            notices.add(Notice.bad(waiting == 1 ? "1 publication waits for approval" : waiting + " publications wait for approval", view.approvals().since(), 0,
                    "approve or refuse them; without a decision they are refused after publish.approval.timeout", "approvals"));
        }
        List<StatusView.Source> systems = view.sources().stream().filter(StatusView.Source::enabled).toList();
        systems.stream().filter(source -> source.health().refusedSince() != null).forEach(source -> notices.add(Notice.bad(source.title() + " refuses our key",
                source.health().refusedSince(), source.health().incidents(), source.health().remedy(), "sources")));
        view.warnings().forEach(words -> notices.add(Notice.warn(words, null, 0, null, "sources")));
        List<String> doubtful = view.marked().stream().filter(marked -> !marked.leftOut() && marked.at().isAfter(view.at().minus(MARK_SHOWN)))
                .map(StatusView.Marked::number).toList();
        if (!doubtful.isEmpty()) {
            notices.add(Notice.warn("Subjects that carry the mark of a record incident which is not ours: "
                    + doubtful.stream().limit(NAMED).collect(Collectors.joining(", ")) + (doubtful.size() > NAMED ? " and more" : ""), null, doubtful.size(),
                    null, "marked"));
        }
        view.nodes().stream().filter(StatusView.Node::silent).forEach(node -> notices.add(Notice.warn("Node " + node.name() + " does not report itself",
                node.seen(), 0, "the others take its work over; start it again, or it is forgotten after a day", "nodes")));
        view.stages().stream().filter(stage -> stage.overdueSince() != null).forEach(stage -> notices.add(Notice.warn("Work of the stage " + stage.name()
                + " is due and has not been begun", stage.overdueSince(), stage.waiting(), "all workers of the stage are busy, or none runs: see the log",
                        "stages")));
        systems.forEach(source -> failures(source, view.at(), notices));
        return notices;
    }

    /** One for each stage: what Intel Exchange refused in part waits for another decision than what failed. */
    private static List<Notice> parked(StatusView view) {
        Map<String, List<StatusView.Parked>> stages = view.parked().stream()
                .collect(Collectors.groupingBy(StatusView.Parked::stage, TreeMap::new, Collectors.toList()));
        return stages.entrySet().stream().map(stage -> {
            int count = stage.getValue().size();
            Instant since = stage.getValue().stream().map(StatusView.Parked::since).filter(Objects::nonNull).min(Instant::compareTo).orElse(null);
            boolean refused = stage.getKey().equals(QUARANTINE);
            return Notice.bad(refused ? "Intel Exchange refused objects of " + incidents(count) : "Work of " + incidents(count) + " is parked at the stage "
                    + stage.getKey(), since, 0, refused ? "see what it says, have it corrected there, then release or drop"
                            : "fix what the error names, then release or drop", "parked");
        }).toList();
    }

    private static String incidents(long count) {
        return count == 1 ? "1 incident" : count + " incidents";
    }

    private static void failures(StatusView.Source source, Instant now, List<Notice> notices) {
        StatusView.Health health = source.health();
        boolean notAsked = source.breaker() != null && !source.breaker().equals("closed");
        if (notAsked) {
            notices.add(Notice.warn(source.title() + " is not asked after failures", health.failingSince(), health.incidents(),
                    "it is tried again by itself, and notes say what could not be asked", "sources"));
        }
        boolean recent = source.breaker() == null && source.lastErrorAt() != null && source.lastErrorAt().isAfter(now.minus(RECENT));
        if (health.failingSince() != null && health.refusedSince() == null && !notAsked) {
            notices.add(Notice.warn(source.title() + " has not answered well", health.failingSince(), health.incidents(), BY_ITSELF, "sources"));
        } else if (recent && health.refusedSince() == null) {
            notices.add(Notice.warn(source.title() + " failed last at " + Pages.time(source.lastErrorAt()), null, health.incidents(), BY_ITSELF, "sources"));
        }
        Stream.concat(Stream.ofNullable(source.closedUntil()), source.quotas().stream().map(StatusView.Quota::closedUntil)).filter(Objects::nonNull)
                .max(Instant::compareTo).ifPresent(until -> notices.add(Notice.warn(source.title() + " has no budget before " + Pages.time(until), null,
                        health.incidents(), "what waits for it is asked then, and a further note follows; a larger quota is set as " + source.name()
                                + ".quota.*",
                        "sources")));
    }
}
