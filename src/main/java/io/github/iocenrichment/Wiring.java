package io.github.iocenrichment;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.iocenrichment.ivanti.RecordPages;
import io.github.iocenrichment.answer.AttachOverflow;
import io.github.iocenrichment.answer.ParkedNotes;
import io.github.iocenrichment.answer.RecordPublication;
import io.github.iocenrichment.answer.WriteNotes;
import io.github.iocenrichment.enrich.AddedLists;
import io.github.iocenrichment.enrich.AnalystNotes;
import io.github.iocenrichment.enrich.Answers;
import io.github.iocenrichment.enrich.Enrich;
import io.github.iocenrichment.enrich.EpssBatches;
import io.github.iocenrichment.enrich.KnownExploited;
import io.github.iocenrichment.enrich.KnownValues;
import io.github.iocenrichment.enrich.LookUps;
import io.github.iocenrichment.enrich.ReadAgain;
import io.github.iocenrichment.enrich.SourceKeys;
import io.github.iocenrichment.enrich.Sources;
import io.github.iocenrichment.enrich.StoredAnswers;
import io.github.iocenrichment.enrich.UnansweredIncidents;
import io.github.iocenrichment.enrich.UrlSubmissions;
import io.github.iocenrichment.enrich.VendorReplies;
import io.github.iocenrichment.enrich.WatchVerdicts;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.intake.CollectIncident;
import io.github.iocenrichment.intake.FirstHandOver;
import io.github.iocenrichment.intake.ListRelated;
import io.github.iocenrichment.intake.LoopGuard;
import io.github.iocenrichment.intake.PollIncidents;
import io.github.iocenrichment.intake.PolledObjects;
import io.github.iocenrichment.intelx.KeyLimits;
import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IncidentFilter;
import io.github.iocenrichment.ivanti.IvantiLogin;
import io.github.iocenrichment.ivanti.IvantiReplies;
import io.github.iocenrichment.network.CallsInFlight;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.output.IncidentReports;
import io.github.iocenrichment.output.Outputs;
import io.github.iocenrichment.output.Overviews;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.publish.Approval;
import io.github.iocenrichment.publish.AskFirst;
import io.github.iocenrichment.publish.IntelExchange;
import io.github.iocenrichment.publish.KeyBudget;
import io.github.iocenrichment.publish.Outbox;
import io.github.iocenrichment.publish.PlannedBundle;
import io.github.iocenrichment.publish.PublishIncident;
import io.github.iocenrichment.publish.Publishable;
import io.github.iocenrichment.publish.Quarantine;
import io.github.iocenrichment.publish.TaxiiServer;
import io.github.iocenrichment.publish.VerifyDelivery;
import io.github.iocenrichment.replay.ReplayIncident;
import io.github.iocenrichment.report.NoteWriter;
import io.github.iocenrichment.report.OutputTemplates;
import io.github.iocenrichment.report.Overflow;
import io.github.iocenrichment.report.Templates;
import io.github.iocenrichment.report.TrustedLinks;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.stage.Housekeeping;
import io.github.iocenrichment.stage.HttpReplies;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.stage.OwnFailure;
import io.github.iocenrichment.stix.StixIds;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.verdict.Rules;
import io.github.iocenrichment.verdict.Scorer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.main.Main;
import org.apache.camel.model.Resilience4jConfigurationDefinition;
import org.jspecify.annotations.Nullable;

/** Makes the beans that the routes name, each with its settings and its part of the store, and binds them under those names. */
final class Wiring {
    /** They open questions and put answers together; the calls have threads of their own, source by source. */
    private static final int LOOK_UP_THREADS = 16;

    private final Settings settings;
    private final Store store;
    private final Clock clock;
    private final boolean sandbox;
    private final Preparation preparation;
    private final CallsInFlight calls = new CallsInFlight();
    private volatile List<String> doubts = List.of();
    private volatile Supplier<List<String>> off = List::of;
    private @Nullable Approval approval;
    private @Nullable Function<String, Optional<String>> reload;
    private Supplier<@Nullable KeyLimits> limits = () -> null;
    private @Nullable TemplatesReload reloads;
    private final IndicatorPolicy policy;
    private final UrlPrivacy privacy;

    Wiring(Settings settings, Preparation preparation, Store store, Clock clock, boolean sandbox) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        this.sandbox = sandbox;
        this.preparation = preparation;
        this.policy = PrivacyConfiguration.policy(settings);
        this.privacy = PrivacyConfiguration.privacy(settings);
    }

    /** @param stated how often Intel Exchange may be called; null as long as it has not said so. To be set before {@link #bindInto} */
    void limits(Supplier<@Nullable KeyLimits> stated) {
        limits = stated;
    }

    void bindInto(Main camel) {
        IncidentLog log = new IncidentLog(store.incidents());
        Sources sources = new Sources(settings);
        SourceCatalog.use(sources.catalog());
        Outputs outputs = new Outputs(settings);
        outputs.off().forEach(log::warning);
        LastErrors lastErrors = new LastErrors(clock);
        FailureLog problems = new FailureLog(log, lastErrors);
        HttpComponents.of(settings, ClientFactory.of(settings, calls, lastErrors), sources, outputs, clock).forEach(camel::bind);
        camel.bind("store", store.transactions());
        camel.bind("store-control", store.controlTransactions());
        camel.bind("httpReplies", new HttpReplies());
        camel.bind("failureLog", problems);
        camel.bind("lastErrors", lastErrors);
        camel.bind("housekeeping", new Housekeeping(store, Housekeeping.Periods.of(settings), clock));
        PollIncidents poll = bindIvanti(camel, log);
        bindSources(camel, sources, log, lastErrors);
        KeyBudget budget = new KeyBudget(store.answers(), limits, clock);
        bindPublication(camel, sources, outputs, budget, log);
        camel.bind("watchVerdicts", new WatchVerdicts(store, sources, fields(), WatchVerdicts.Options.of(settings), log, clock));
        new StatusWiring(settings, store, sandbox, privacy, clock, approval, new StatusWiring.Sentences(() -> doubts, () -> off.get(), budget::words), reload)
                .bindInto(camel, sources, poll, problems, lastErrors);
    }

    /** Takes how the settings are read anew. */
    void reloadBy(Function<String, Optional<String>> order) {
        reload = order;
    }

    /** Takes saved templates over once it is started. */
    @Nullable TemplatesReload reloads() {
        return reloads;
    }

    /** Takes what is off in the sandbox, for the page. */
    void off(Supplier<List<String>> sentences) {
        off = sentences;
    }

    /** Takes what looked wrong before the start, one sentence each; it stays on the page until an incident shows that all is well. */
    void doubt(List<String> words) {
        doubts = List.copyOf(words);
    }

    /** The calls of what was bound. */
    CallsInFlight calls() {
        return calls;
    }

    private PollIncidents bindIvanti(Main camel, IncidentLog log) {
        IncidentFields fields = fields();
        LoopGuard guard = new LoopGuard(store.records(), new StixIds(settings.text("stix.producer.id")), settings.text("ivanti.service-account"), clock);
        PollIncidents poll = new PollIncidents(store.incidents(), store.watermarks(), guard, List.of(settings.text("ivanti.poll.objects").split(",")),
                new IncidentFilter(settings.text("ivanti.poll.extra-filter"), fields), fields,
                settings.text("ivanti.poll.start-from"), settings.duration("ivanti.poll.overlap"), settings.integer("ivanti.poll.page-size"), clock);
        CollectIncident.Limits limits = CollectIncident.Limits.of(settings);
        camel.bind("ivantiReplies", new IvantiReplies(clock));
        PolledObjects objects = new PolledObjects(store.incidents());
        camel.bind("polledObjects", objects);
        camel.bind("listRelated", new ListRelated(objects, clock));
        camel.bind("ivantiLogin", new IvantiLogin(settings.ivantiSession(), clock));
        camel.bind("pollIncidents", poll);
        camel.bind("firstHandOver", new FirstHandOver(store.incidents(), clock));
        camel.bind("replayIncident", new ReplayIncident(store, guard, fields, clock));
        IndicatorExtractor extractor = new IndicatorExtractor(OwnFiles.of(settings.all()).extractionRules());
        camel.bind("collectIncident", new CollectIncident(store.incidents(), fields, extractor, policy, preparation.attachments(), limits, log, clock));
        camel.bind("readAgain", new ReadAgain(store.incidents(), policy, limits, log, clock));
        return poll;
    }

    private void bindSources(Main camel, Sources sources, IncidentLog log, LastErrors lastErrors) {
        KnownValues known = KnownConfiguration.of(settings, store);
        LookUps lookUps = new LookUps(store.answers(), store.quotas(), sources, new LookUps.Policy(settings.duration("enrichment.cache.ttl"),
                settings.duration("enrichment.cache.not-found-ttl"), settings.duration("enrichment.cache.pending-ttl"),
                privacy, known, !settings.duration("store.evidence.keep").isZero()), log, lastErrors, clock);
        camel.bind("lookUpThreads", LookUpThreads.of("look-up", LOOK_UP_THREADS));
        sources.names().forEach(source -> camel.bind("threads-" + source, LookUpThreads.of(source, sources.maxInFlight(source))));
        camel.bind("sourceBreaker", sourceBreaker());
        camel.bind("sources", sources);
        camel.bind("sourceKeys", new SourceKeys(settings));
        camel.bind("lookUps", lookUps);
        camel.bind("answerAggregation", new AnswerAggregation(lookUps));
        camel.bind("vendorReplies", new VendorReplies(lookUps, settings.integer("abuseipdb.max-age-days"), clock));
        camel.bind("urlSubmissions", new UrlSubmissions(lookUps, settings.flag("virustotal.submit-unknown-urls"), StixConfiguration.of(settings).tlp(), clock));
        camel.bind("answers", new Answers(lookUps, clock));
        camel.bind("addedLists", new AddedLists(lookUps, log, clock));
        camel.bind("epssBatches", new EpssBatches(lookUps, clock));
        KnownExploited.Options lists = new KnownExploited.Options(settings.duration("kev.refresh"), settings.duration("kev.trusted-for"));
        camel.bind("knownExploited", KnownExploited.ofCisa(lookUps, settings.flag("vulnerability.enabled"), lists, store.copies(), log, clock));
        camel.bind("enisaExploited", KnownExploited.ofEnisa(lookUps, sources.isEnabled("kev-enisa"), lists, store.copies(), log, clock));
        camel.bind("unansweredIncidents", new UnansweredIncidents(store.incidents(), lastErrors, clock));
        camel.bind("enrich", new Enrich(store.incidents(), store.answers(), new Scorer(Rules.from(settings::text)), log,
                 settings.duration("enrichment.max-wait"), privacy, known, clock));
        camel.bind("storedAnswers", new StoredAnswers(store.incidents(), store.answers(), settings, log, clock));
        camel.bind("analystNotes", new AnalystNotes(store, settings, log, clock));
    }

    private void bindPublication(Main camel, Sources sources, Outputs outputs, KeyBudget budget, IncidentLog log) {
        Templates templates = preparation.templates();
        OutputTemplates outputTemplates = new OutputTemplates(Path.of("templates", "outputs"));
        reloads = new TemplatesReload(Path.of("templates"), templates, outputTemplates);
        templates.problems().forEach(problem -> log.warning(problem + "; the built-in one is used"));
        TrustedLinks links = TrustedLinks.vendors().andOwn(List.of(settings.text("ivanti.base-url")));
        camel.bind("intelExchange", new IntelExchange(settings, budget, clock));
        TaxiiServer taxii = new TaxiiServer(settings, clock);
        StixMapper mapper = new StixMapper(StixConfiguration.of(settings), store.ledger(), clock);
        Outbox outbox = new Outbox(store, Outbox.Options.of(settings), taxii);
        camel.bind("taxiiServer", taxii);
        camel.bind("outbox", outbox);
        // for the steps that write JSON; all of Unicode as UTF-8, as it stands in the model
        camel.bind("objectMapper", JsonMapper.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build());
        approval = new Approval(store, Approval.Options.of(settings), log, clock);
        camel.bind("approval", approval);
        Publishable publishable = new Publishable(privacy);
        camel.bind("askFirst", new AskFirst(store.incidents(), mapper, publishable, settings, log, clock));
        camel.bind("publishIncident", new PublishIncident(store, mapper, outbox, publishable, log, clock));
        camel.bind("verifyDelivery", new VerifyDelivery(store, mapper, outbox, log, clock));
        camel.bind("quarantine", new Quarantine(store, mapper, outbox, log, clock));
        camel.bind("recordPublication", new RecordPublication(store, templates, fields(), RecordPublication.Options.of(settings), log, clock));
        WriteNotes.Options notes = WriteNotes.Options.of(settings);
        AttachOverflow files = new AttachOverflow(store.effects(), new PolledObjects(store.incidents()),
                new Overflow(notes.format(), templates.messages()), notes.settleTime(), log, clock);
        camel.bind("attachOverflow", files);
        NoteWriter writer = new NoteWriter(templates, links, settings.text("http.public-url"));
        camel.bind("writeNotes", new WriteNotes(store, fields(), writer, files, notes, log, clock));
        camel.bind("report", new IncidentReports(store, new Overviews(store, privacy, new RecordPages(settings.text("ivanti.base-url")), clock),
                new IncidentReports.Writers(new PlannedBundle(store, mapper, new Publishable(privacy), settings.flag("intelx.publish-red")), writer,
                        outputTemplates), outputs, log, clock));
        camel.bind("parkedNotes", new ParkedNotes(store, writer, notes, log, clock));
    }

    private IncidentFields fields() {
        Map<String, String> names = new LinkedHashMap<>();
        settings.all().forEach((name, value) -> {
            if (name.startsWith("ivanti.field.")) {
                names.put(name.substring("ivanti.field.".length()), value);
            }
        });
        return new IncidentFields(names);
    }

    /** What the circuit breakers of all sources go by; each has a state of its own. */
    private Resilience4jConfigurationDefinition sourceBreaker() {
        Resilience4jConfigurationDefinition breaker = new Resilience4jConfigurationDefinition();
        breaker.setSlidingWindowSize(settings.text("breaker.calls"));
        breaker.setMinimumNumberOfCalls(settings.text("breaker.min-calls"));
        breaker.setFailureRateThreshold(settings.text("breaker.failure-percent"));
        breaker.setWaitDurationInOpenState(String.valueOf(settings.duration("breaker.open-for").toSeconds()));
        breaker.setPermittedNumberOfCallsInHalfOpenState(settings.text("breaker.trial-calls"));
        // says nothing about the source
        breaker.setIgnoreExceptions(OwnFailure.kinds());
        return breaker;
    }
}
