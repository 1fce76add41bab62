package io.github.iocenrichment.web;

import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.store.AuditStore;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The view with every untrusted text cleaned, bounded and defanged, and only web addresses left as links. */
final class SafeView {
    private static final int MAX = 300;
    private static final int ROWS_MAX = 200;

    private SafeView() {
    }

    static StatusView of(StatusView view) {
        return new StatusView(SafeText.line(view.version(), 60), SafeText.line(view.node(), 100), view.sandbox(), seconds(view.at()),
                words(view.problem()), new StatusView.Poll(seconds(view.poll().last()), view.poll().late()),
                view.stages().stream().map(SafeView::stage).toList(),
                view.incidents().stream().limit(ROWS_MAX).map(SafeView::incident).toList(), view.sources().stream().map(SafeView::source).toList(),
                view.parked().stream().limit(ROWS_MAX).map(SafeView::parked).toList(),
                view.marked().stream().limit(ROWS_MAX).map(SafeView::marked).toList(),
                view.audit().stream().limit(ROWS_MAX).map(SafeView::audit).toList(),
                view.warnings().stream().map(SafeView::words).toList(), view.nodes().stream().map(SafeView::node).toList(),
                view.approvals() == null ? null : new StatusView.Approvals(view.approvals().waiting(), seconds(view.approvals().since())));
    }

    private static StatusView.Node node(StatusView.Node node) {
        return new StatusView.Node(SafeText.line(node.name(), 100), SafeText.line(node.version(), 60), seconds(node.since()), seconds(node.seen()),
                seconds(node.lastPoll()), node.silent());
    }

    private static StatusView.Marked marked(StatusView.Marked marked) {
        return new StatusView.Marked(SafeText.line(marked.number(), 40), link(marked.link()), marked.leftOut(), marked.rule(), words(marked.reason()),
                seconds(marked.at()));
    }

    static @Nullable String words(@Nullable String text) {
        return text == null ? null : SafeText.words(text, MAX);
    }

    private static StatusView.Stage stage(StatusView.Stage stage) {
        return new StatusView.Stage(stage.name(), stage.waiting(), stage.running(), stage.done(), stage.parked(), seconds(stage.overdueSince()),
                seconds(stage.oldest()));
    }

    private static StatusView.Incident incident(StatusView.Incident incident) {
        List<StatusView.Step> steps = incident.steps().stream()
                .map(step -> new StatusView.Step(SafeText.line(step.stage(), 30), SafeText.line(step.state(), 30), words(step.words()))).toList();
        return new StatusView.Incident(SafeText.line(incident.number(), 40), SafeText.line(incident.recId(), 64), words(incident.subject()),
                link(incident.link()), seconds(incident.updatedAt()), steps, words(incident.verdictLine()), words(incident.publication()),
                incident.record() == null ? null : SafeText.line(incident.record(), 40), link(incident.recordLink()));
    }

    private static StatusView.Source source(StatusView.Source source) {
        List<StatusView.Quota> quotas = source.quotas().stream()
                .map(quota -> new StatusView.Quota(quota.window(), quota.used(), quota.limit(), seconds(quota.closedUntil()))).toList();
        return new StatusView.Source(SafeText.line(source.name(), 40), SafeText.line(source.title(), 40), source.enabled(), source.breaker(), quotas,
                seconds(source.closedUntil()), words(source.lastError()), seconds(source.lastErrorAt()),
                new StatusView.Health(seconds(source.health().refusedSince()), seconds(source.health().failingSince()), words(source.health().remedy()),
                        source.health().incidents()), words(source.limits()));
    }

    private static StatusView.Parked parked(StatusView.Parked parked) {
        return new StatusView.Parked(parked.id(), SafeText.line(parked.stage(), 40), SafeText.line(parked.number(), 40), link(parked.link()),
                parked.attempts(), seconds(parked.since()), words(parked.lastError()), parked.droppable());
    }

    private static AuditStore.Entry audit(AuditStore.Entry entry) {
        return new AuditStore.Entry(entry.id(), seconds(entry.at()), seconds(entry.lastAt()), SafeText.line(entry.action(), 20), words(entry.subject()),
                SafeText.line(entry.address(), 64), words(entry.userName()), words(entry.outcome()), entry.times(), words(entry.reason()));
    }

    private static @Nullable Instant seconds(@Nullable Instant when) {
        return when == null ? null : when.truncatedTo(ChronoUnit.SECONDS);
    }

    private static @Nullable String link(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            String scheme = URI.create(address).getScheme();
            return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme) ? address : null;
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
