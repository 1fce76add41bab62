package io.github.iocenrichment;

import io.github.iocenrichment.attachment.AttachmentLimits;
import io.github.iocenrichment.attachment.AttachmentReader;
import io.github.iocenrichment.cli.VersionCommand;
import io.github.iocenrichment.indicator.AllowList;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IncidentFilter;
import io.github.iocenrichment.journey.CollectIncident;
import io.github.iocenrichment.journey.Enrich;
import io.github.iocenrichment.journey.Http;
import io.github.iocenrichment.journey.IncidentLog;
import io.github.iocenrichment.journey.IntelExchange;
import io.github.iocenrichment.journey.Ivanti;
import io.github.iocenrichment.journey.IvantiLogin;
import io.github.iocenrichment.journey.LookUps;
import io.github.iocenrichment.journey.PollIncidents;
import io.github.iocenrichment.journey.Problems;
import io.github.iocenrichment.journey.PublishIncident;
import io.github.iocenrichment.journey.RecordPublication;
import io.github.iocenrichment.journey.Sources;
import io.github.iocenrichment.journey.VendorReplies;
import io.github.iocenrichment.journey.WriteNotes;
import io.github.iocenrichment.report.NoteWriter;
import io.github.iocenrichment.report.Templates;
import io.github.iocenrichment.report.TrustedLinks;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.ParkedTasks;
import io.github.iocenrichment.verdict.Rules;
import io.github.iocenrichment.verdict.Scorer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.main.Main;

/** Makes the beans that the routes name, each with its settings and its part of the store, and binds them under those names. */
final class Wiring {
    private static final int LARGEST_ANSWER = 20 << 20;

    private final Settings settings;
    private final Store store;
    private final Clock clock;
    private final boolean sandbox;

    Wiring(Settings settings, Store store, Clock clock, boolean sandbox) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        this.sandbox = sandbox;
    }

    void bindInto(Main camel) {
        IncidentLog log = new IncidentLog(store.incidents());
        IncidentFields fields = new IncidentFields(settings.group("ivanti.field."));
        Sources sources = new Sources(settings);
        Problems problems = new Problems(log);
        int largestAttachment = settings.integer("ivanti.attachment.max-bytes");
        PollIncidents poll = new PollIncidents(store.incidents(), new IncidentFilter(settings.text("ivanti.poll.extra-filter"), fields), fields,
                settings.text("ivanti.poll.start-from"), settings.duration("ivanti.poll.overlap"), settings.integer("ivanti.poll.page-size"), clock);
        Templates templates = Templates.load(Path.of("templates"));
        templates.problems().forEach(problem -> log.warning("templates/" + problem + "; the built-in one is used"));
        NoteWriter notes = new NoteWriter(templates, TrustedLinks.vendors());
        LookUps lookUps = new LookUps(store.answers(), store.quotas(), sources, lookUpPolicy(), log, clock);

        HttpComponents.of(settings).forEach(camel::bind);
        camel.bind("store", store.dataSource());
        camel.bind("lookUpThreads", lookUpThreads());
        camel.bind("http", new Http(Math.max(LARGEST_ANSWER, largestAttachment)));
        camel.bind("ivanti", new Ivanti(clock));
        camel.bind("ivantiLogin", new IvantiLogin(settings));
        camel.bind("problems", problems);
        camel.bind("poll", poll);
        camel.bind("collect", new CollectIncident(store.incidents(), fields, extractor(), policy(), attachments(),
                new CollectIncident.Limits(largestAttachment, settings.flag("ivanti.attachment.include-journal"),
                        settings.integer("enrichment.max-indicators")), log, clock));
        camel.bind("enrich", new Enrich(store.incidents(), new Scorer(Rules.from(settings::text)), log, settings.duration("enrichment.max-wait"), clock));
        camel.bind("lookUps", lookUps);
        camel.bind("vendors", new VendorReplies(lookUps, clock));
        camel.bind("intelExchange", new IntelExchange(settings, clock));
        camel.bind("publish", new PublishIncident(store, new StixMapper(StixConfiguration.of(settings), store.stixLedger(), clock),
                PublishIncident.Options.of(settings), log, clock));
        camel.bind("record", new RecordPublication(store, templates, fields, RecordPublication.Options.of(settings), log, clock));
        camel.bind("notes", new WriteNotes(store, notes, WriteNotes.Options.of(settings), log, clock));
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        camel.bind("metricsRegistry", metrics);
        ParkedTasks parked = new ParkedTasks(store.dataSource(), clock);
        new StatusWiring(settings, store, parked, poll, sources, problems, metrics, VersionCommand.version(), NodeName.of(settings), sandbox, clock)
                .bindInto(camel);
    }

    private ExecutorService lookUpThreads() {
        int threads = settings.integer("abuseipdb.max-in-flight") + settings.integer("virustotal.max-in-flight") + settings.integer("hybrid-analysis.max-in-flight");
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "look-up-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
