package io.github.iocenrichment;

import io.github.iocenrichment.cli.VersionCommand;
import io.github.iocenrichment.console.ConsoleBeans;
import io.github.iocenrichment.enrich.Sources;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.intake.PollIncidents;
import io.github.iocenrichment.ivanti.RecordPages;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.output.Outputs;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.publish.Approval;
import io.github.iocenrichment.report.TrustedLinks;
import io.github.iocenrichment.server.HealthReports;
import io.github.iocenrichment.server.PageServerFactory;
import io.github.iocenrichment.server.ProductHealthCheck;
import io.github.iocenrichment.server.RouteMetrics;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.ParkedTasks;
import io.github.iocenrichment.web.Access;
import io.github.iocenrichment.web.AllowedHosts;
import io.github.iocenrichment.web.ApprovalDesk;
import io.github.iocenrichment.web.AuditTrail;
import io.github.iocenrichment.web.BackupOrders;
import io.github.iocenrichment.web.CallFigures;
import io.github.iocenrichment.web.FigureJob;
import io.github.iocenrichment.web.Health;
import io.github.iocenrichment.web.IncidentTraces;
import io.github.iocenrichment.web.IvantiHook;
import io.github.iocenrichment.web.Metrics;
import io.github.iocenrichment.web.Nodes;
import io.github.iocenrichment.web.Pages;
import io.github.iocenrichment.web.PollSchedule;
import io.github.iocenrichment.web.ReleaseForm;
import io.github.iocenrichment.web.ReloadOrders;
import io.github.iocenrichment.web.ReplayOrders;
import io.github.iocenrichment.web.StatusData;
import io.github.iocenrichment.web.StatusDesk;
import io.github.iocenrichment.web.StatusPage;
import io.github.iocenrichment.web.StatusView;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** Makes the beans of status page, health and metrics and binds them. */
final class StatusWiring {
    private static final int AUDIT_WAITING = 200;

    private final Settings settings;
    private final Store store;
    private final boolean sandbox;
    private final UrlPrivacy privacy;
    private final Clock clock;
    private final Sentences sentences;
    private final Approval approval;
    private final Function<String, Optional<String>> reload;
    private volatile Supplier<StatusView.@Nullable Approvals> waiting = () -> null;

    /**
     * What others found, for the page.
     *
     * @param doubts what looked wrong before the start
     * @param off    what is off in the sandbox
     * @param limits how often Intel Exchange may be called, in one sentence
     */
    record Sentences(Supplier<List<String>> doubts, Supplier<List<String>> off, Supplier<String> limits) {
    }

    /** @param reload has the settings read anew, see {@link ReloadOrders}; null where nothing does */
    StatusWiring(Settings settings, Store store, boolean sandbox, UrlPrivacy privacy, Clock clock, Approval approval, Sentences sentences,
            Function<String, Optional<String>> reload) {
        this.reload = reload;
        this.approval = approval;
        this.sentences = sentences;
        this.privacy = privacy;
        this.settings = settings;
        this.store = store;
        this.sandbox = sandbox;
        this.clock = clock;
    }

    void bindInto(Main camel, Sources sources, PollIncidents poll, FailureLog problems, LastErrors lastErrors) {
        ParkedTasks tasks = new ParkedTasks(store.transactions(), clock);
        Outputs outputs = new Outputs(settings);
        List<String> names = Stream.of(sources.names(), outputs.names()).flatMap(List::stream).toList();
        Predicate<String> enabled = name -> outputs.names().contains(name) ? outputs.isOn(name) : sources.isEnabled(name);
        Map<String, ResilienceProcessor> found = new ConcurrentHashMap<>();
        Supplier<Map<String, String>> breakers = () -> breakerStates(camel.getCamelContext(), names, found);
        Nodes nodes = new Nodes(store.nodes(), store.settings().nodeName(), VersionCommand.version(), poll::lastPoll, clock);
        RecordPages page = new RecordPages(settings.text("ivanti.base-url"));
        StatusData data = new StatusData(store, tasks, names, enabled, breakers, lastErrors,
                new StatusData.Node(VersionCommand.version(), NodeName.of(settings), sandbox, this::warnings, pollOf(poll), nodes,
                        page, () -> settings.optional("intelx.access-id").map(key -> sentences.limits().get()), () -> waiting.get()), privacy, clock);
        AuditTrail audit = new AuditTrail(store.audit(), auditWriter(), clock);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        byte[] token = new byte[16];
        new SecureRandom().nextBytes(token);
        camel.bind("metricsRegistry", registry);
        camel.bind("routeMetrics", new RouteMetrics());
        Access access = new Access(settings.optional("http.token").orElse(null), settings.optional("ivanti.hook.token").orElse(null));
        camel.bind("ivantiHook", new IvantiHook(settings.optional("ivanti.hook.token").isPresent()));
        camel.bind("httpServer", new PageServerFactory(AllowedHosts.of(settings), access, audit, () -> store.isUp() ? store.search().stamp() : "away"));
        ReleaseForm form = new ReleaseForm(HexFormat.of().formatHex(token));
        Pages pages = new Pages(Map.of("version", VersionCommand.version(), "node", NodeName.of(settings), "sandbox", sandbox, "token", form.token(),
                "reloadable", reload != null));
        ConsoleBeans console = new ConsoleBeans(store, tasks, TrustedLinks.vendors(),
                privacy, page, clock);
        StatusDesk desk = new StatusDesk(data, new StatusPage(pages), form, tasks, access, audit, console.day());
        ApprovalDesk approvals = new ApprovalDesk(approval, pages, form, page, access, audit);
        waiting = approvals::waiting;
        camel.bind("approvalDesk", approvals);
        ReplayOrders replays = new ReplayOrders(store.records(), access, audit);
        camel.bind("statusDesk", desk);
        camel.bind("replayOrders", replays);
        camel.bind("backupOrders", new BackupOrders(store::backup, access, audit));
        camel.bind("console", console.console(pages, new IndicatorExtractor(ExtractionRules.builtIn()), names, data::view));
        camel.bind("consoleOrders", console.orders(desk, replays, new ReloadOrders(reload, audit, new StatusPage(pages))));
        new Health(store::isUp, pollSilence(poll), poll::lastPoll, lastErrors, names.stream().filter(enabled).toList()).checks()
                .forEach((name, state) -> camel.bind("health-" + name, new ProductHealthCheck(name, state)));
        camel.bind("healthReports", new HealthReports(camel::getCamelContext, clock));
        camel.bind("metrics", new Metrics(registry, tasks, store, names, breakers,
                system -> lastErrors.refusedKeys().since(system).isPresent(), problems::counts, poll::lastPoll, clock));
        CallFigures calls = new CallFigures(registry);
        lastErrors.timedBy(calls);
        camel.bind("figureJob", new FigureJob(store.figures(), calls, registry,
                new IncidentTraces(settings.text("tracing.endpoint"), ClientFactory.of(settings), NodeName.of(settings), VersionCommand.version()), nodes,
                clock));
    }

    /** One thread; refusals that come faster than the store takes them are reported in the log alone. */
    private static Executor auditWriter() {
        ThreadPoolExecutor writer = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(AUDIT_WAITING), work -> {
            Thread thread = new Thread(work, "audit");
            thread.setDaemon(true);
            return thread;
        });
        writer.allowCoreThreadTimeOut(true);
        return writer;
    }

    /** Those of the settings, and what the start doubted as long as no incident has come in. */
    private List<String> warnings() {
        return Stream.concat(Stream.concat(settings.warnings().stream(), sentences.off().get().stream()),
                store.incidents().recent(1).isEmpty() ? sentences.doubts().get().stream() : Stream.empty()).toList();
    }

    private Supplier<StatusView.Poll> pollOf(PollIncidents poll) {
        Instant start = clock.instant();
        PollSchedule schedule = new PollSchedule(settings.text("ivanti.poll.cron"));
        return () -> new StatusView.Poll(poll.lastPoll(), schedule.isLate(poll.lastPoll() == null ? start : poll.lastPoll(), clock.instant()));
    }

    private BooleanSupplier pollSilence(PollIncidents poll) {
        Instant start = clock.instant();
        PollSchedule schedule = new PollSchedule(settings.text("ivanti.poll.cron"));
        return () -> schedule.isSilent(poll.lastPoll() == null ? start : poll.lastPoll(), clock.instant());
    }

    /** @param found breakers that are known: Camel looks for each among all steps of all routes, which took most of the time of the pages */
    private static Map<String, String> breakerStates(@Nullable CamelContext context, List<String> sources, Map<String, ResilienceProcessor> found) {
        Map<String, String> states = new LinkedHashMap<>();
        for (String source : sources) {
            ResilienceProcessor breaker = context == null ? null
                    : found.computeIfAbsent(source, name -> CircuitBreakers.of(context, name).orElse(null));
            if (breaker != null) {
                states.put(source, breaker.getCircuitBreakerState().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        return states;
    }
}
