package io.github.iocenrichment.console;

import io.github.iocenrichment.ivanti.RecordPages;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.report.TrustedLinks;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.ParkedTasks;
import io.github.iocenrichment.web.Pages;
import io.github.iocenrichment.web.ReloadOrders;
import io.github.iocenrichment.web.ReplayOrders;
import io.github.iocenrichment.web.StatusDesk;
import io.github.iocenrichment.web.StatusView;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes what the routes of the console call. */
public final class ConsoleBeans {
    private final Store store;
    private final Trends trends;
    private final IncidentPage incident;
    private final RawAnswerPage raw;
    private final WorkPage work;
    private final UrlPrivacy privacy;

    /**
     * @param links pages that may be linked to
     * @param page  address of an incident's page in Ivanti by its number
     */
    public ConsoleBeans(Store store, ParkedTasks tasks, TrustedLinks links, UrlPrivacy privacy, RecordPages page, Clock clock) {
        this.store = store;
        this.privacy = privacy;
        this.trends = new Trends(store, clock);
        this.raw = new RawAnswerPage(store, privacy);
        this.incident = new IncidentPage(store, tasks, links, privacy, raw, page, clock);
        this.work = new WorkPage(store, tasks, privacy);
    }

    /** Figures of the last day, for the first page. */
    public Supplier<Map<String, Object>> day() {
        return () -> Console.day(trends);
    }

    /** @param sources names of all sources @param status what the first page shows */
    public Console console(Pages pages, IndicatorExtractor extractor, List<String> sources, Supplier<StatusView> status) {
        return new Console(store, pages, new Console.Views(incident, raw, work), trends, extractor, privacy, sources, status);
    }

    public ConsoleOrders orders(StatusDesk desk, ReplayOrders replays, ReloadOrders reload) {
        return new ConsoleOrders(desk, replays, work, reload);
    }
}
