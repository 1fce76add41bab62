package io.github.iocenrichment.console;

import io.github.iocenrichment.enrich.IncidentIndex;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.stage.Stages;
import io.github.iocenrichment.store.SearchStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.text.Csv;
import io.github.iocenrichment.verdict.VerdictValue;
import io.github.iocenrichment.web.Pages;
import io.github.iocenrichment.web.StatusPage;
import io.github.iocenrichment.web.StatusView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The views of the console, one method for each address. */
public final class Console {
    private static final int PAGE = 50;
    private static final int EXPORTED = 5000;
    private static final Map<String, Duration> RANGES = Map.of("24h", Duration.ofHours(24), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30), "90d",
            Duration.ofDays(90));
    private static final List<String> RANGE_NAMES = List.of("24h", "7d", "30d", "90d");
    private static final Map<String, String> ASSETS = Map.of("console.css", "text/css; charset=utf-8", "console.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");
    private static final List<String> STAGES = List.of(Stages.ADMITTED, Stages.COLLECTING, Stages.COLLECTED, Stages.ENRICHING, Stages.ENRICHED,
            Stages.PUBLISHED,
            Stages.RECORDED, Stages.NOTED, Stages.DONE, Stages.DELETED);

    /** Incidents at these are not found by terms yet. */
    private static final List<String> BEFORE_VERDICTS = List.of(Stages.ADMITTED, Stages.COLLECTING, Stages.COLLECTED, Stages.ENRICHING);

    private final Store store;
    private final Pages pages;
    private final Views views;
    private final Trends trends;
    private final IndicatorExtractor extractor;
    private final UrlPrivacy privacy;
    private final List<String> sources;
    private final Supplier<StatusView> status;
    private final ReportPage report;

    /** The views with pages of their own. */
    record Views(IncidentPage incident, RawAnswerPage raw, WorkPage work) {
    }

    /**
     * @param sources names of all sources
     * @param status  what the first page shows, of which the systems are taken
     */
    Console(Store store, Pages pages, Views views, Trends trends, IndicatorExtractor extractor, UrlPrivacy privacy, List<String> sources,
            Supplier<StatusView> status) {
        this.store = store;
        this.pages = pages;
        this.views = views;
        this.trends = trends;
        this.extractor = extractor;
        this.privacy = privacy;
        this.sources = List.copyOf(sources);
        this.status = status;
        this.report = new ReportPage(trends, pages);
    }

    /** One incident. */
    public PageAnswer incident(String recId) {
        return whileTheStoreAnswers(() -> views.incident().model(bounded(recId))
                .map(model -> PageAnswer.page(pages.render("incident.ftl", Map.of("incident", model))))
                .orElseGet(() -> missing("There is no such incident", "The store does not know it, or it was deleted after store.keep-for.")));
    }

    /** Its STIX bundle as a file. */
    public PageAnswer bundle(String recId) {
        return whileTheStoreAnswers(() -> views.incident().bundle(bounded(recId))
                .map(json -> PageAnswer.file("application/stix+json;version=2.1", json, "incident-" + SafeText.line(recId, 60).replaceAll("\\W", "") + ".json"))
                .orElseGet(() -> missing("There is no bundle", "Nothing was published about this incident.")));
    }

    /** What a source answered about an indicator of the incident, word for word. @param answer as the page of the incident names it */
    public PageAnswer rawAnswer(String recId, String answer) {
        return whileTheStoreAnswers(() -> views.raw().model(bounded(recId), bounded(answer))
                .map(model -> PageAnswer.page(pages.render("raw.ftl", Map.of("raw", model))))
                .orElseGet(this::notKept));
    }

    /** One of the replies that made it, as a file. */
    public PageAnswer rawFile(String recId, String answer, String part) {
        return whileTheStoreAnswers(() -> views.raw().file(bounded(recId), bounded(answer), part).orElseGet(this::notKept));
    }

    private PageAnswer notKept() {
        return missing("There is no such raw answer",
                "Raw answers are kept as long as store.evidence.keep says, those of the incident's present findings are shown.");
    }

    /** @param parameters of the address, see {@link SearchForm} */
    public PageAnswer search(Map<String, Object> parameters) {
        return whileTheStoreAnswers(() -> search(SearchForm.of(parameters, extractor)));
    }

    private PageAnswer search(SearchForm form) {
        List<SearchStore.Hit> hits = form.findsNothing() ? List.of() : store.search().find(form.criteria(PAGE + 1));
        List<SearchStore.Hit> shown = hits.subList(0, Math.min(PAGE, hits.size()));
        List<SearchStore.Hit> inWork = form.isAboutWords() ? store.search().inWork(BEFORE_VERDICTS, EXPORTED).stream()
                .filter(hit -> IncidentIndex.words(hit.incident().subject()).containsAll(form.terms())).limit(PAGE).toList() : List.of();
        SearchStore.Hit last = hits.size() > PAGE ? shown.get(PAGE - 1) : null;
        String older = last == null ? null : form.address(new SearchStore.Position(last.incident().admittedAt(), last.incident().recId()));
        return PageAnswer.page(pages.render("search.ftl", new Fields()
                .with("hits", Stream.concat(inWork.stream(), shown.stream()).map(this::hit).toList()).with("given", form.given())
                .with("problem", form.problem()).with("older", older).with("isFirst", form.after() == null).with("address", form.address(null))
                .with("verdicts", Arrays.stream(VerdictValue.values()).map(VerdictValue::label).toList()).with("sources", sources.stream()
                        .map(name -> Map.of("name", name, "title", SourceCatalog.title(name))).toList())
                .with("states", Arrays.stream(AnswerState.values()).map(AnswerState::label).toList()).with("stages", STAGES).map()));
    }

    private Map<String, Object> hit(SearchStore.Hit hit) {
        return new Fields().key("recId", hit.incident().recId()).key("number", hit.incident().number())
                .words("subject", privacy.maskText(hit.incident().subject()))
                .with("verdict", hit.verdict()).with("stage", hit.incident().stage()).with("priority", hit.incident().priority())
                .time("at", hit.incident().admittedAt()).map();
    }

    /** What the search finds, as CSV; its first {@value #EXPORTED} rows. */
    public PageAnswer export(Map<String, Object> parameters) {
        return whileTheStoreAnswers(() -> export(SearchForm.of(parameters, extractor)));
    }

    private PageAnswer export(SearchForm form) {
        if (form.problem() != null) {
            return PageAnswer.page(400, pages.render("result.ftl", Map.of("headline", "This cannot be looked for", "words", form.problem(),
                    "back", "/search")));
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("number", "recId", "subject", "worst verdict", "stage", "priority", "taken in"));
        if (!form.findsNothing()) {
            store.search().find(form.criteria(EXPORTED)).forEach(hit -> rows.add(List.of(SafeText.line(hit.incident().number(), 64), hit.incident().recId(),
                    SafeText.words(privacy.maskText(hit.incident().subject()), 300), hit.verdict() == null ? "" : hit.verdict(), hit.incident().stage(),
                    String.valueOf(hit.incident().priority()), hit.incident().admittedAt().toString())));
        }
        return PageAnswer.file("text/csv; charset=utf-8", Csv.of(rows), "incidents.csv");
    }

    /** Parked and dropped work. */
    public PageAnswer work() {
        return whileTheStoreAnswers(() -> PageAnswer.page(pages.render("work.ftl", views.work().model())));
    }

    /** The systems and what they cost. */
    public PageAnswer sources(String range) {
        return whileTheStoreAnswers(() -> PageAnswer.page(pages.render("sources.ftl", new Fields().with("systems", StatusPage.systems(status.get()))
                .with("range", name(range)).with("ranges", RANGE_NAMES)
                .with("sources", Trends.sources(trends.range(RANGES.get(name(range))))).map())));
    }

    /** Figures over time. */
    public PageAnswer trends(String range) {
        return whileTheStoreAnswers(() -> PageAnswer.page(pages.render("trends.ftl", new Fields().with("range", name(range))
                .with("ranges", RANGE_NAMES)
                .with("trends", trends.model(RANGES.get(name(range)))).map())));
    }

    /** The figures of a range as CSV. */
    public PageAnswer figures(String range) {
        return whileTheStoreAnswers(() -> PageAnswer.file("text/csv; charset=utf-8", Csv.of(trends.rows(RANGES.get(name(range)))),
                "figures-" + name(range) + ".csv"));
    }

    /** A report to keep. @param hours how far it looks back; a week when that is no number */
    public PageAnswer report(String hours) {
        return whileTheStoreAnswers(() -> PageAnswer.file("text/html; charset=utf-8", report.html(back(hours)), "report.html"));
    }

    /** The figures of a report. */
    public PageAnswer reportFigures(String hours) {
        return whileTheStoreAnswers(() -> PageAnswer.file("text/csv; charset=utf-8", report.csv(back(hours)), "report.csv"));
    }

    private static @Nullable Duration back(@Nullable String hours) {
        return hours != null && hours.matches("\\d{1,6}") ? Duration.ofHours(Long.parseLong(hours)) : RANGES.get("7d");
    }

    private static String name(@Nullable String range) {
        return range != null && RANGES.containsKey(range) ? range : "7d";
    }

    /** Style, script and icon; nothing else is read from the jar by name. */
    public PageAnswer asset(@Nullable String name) {
        String type = name == null ? null : ASSETS.get(name);
        if (type == null) {
            return missing("There is no such file", "Nothing of that name belongs to these pages.");
        }
        try (InputStream in = Console.class.getResourceAsStream("/web/" + name)) {
            return new PageAnswer(200, type, new String(in.readAllBytes(), StandardCharsets.UTF_8), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the first page shows beside the present state: the last day. */
    static Map<String, Object> day(Trends trends) {
        Trends.Range range = trends.range(Duration.ofHours(24));
        return new Fields().with("tiles", Trends.tiles(range)).with("charts", List.of(Trends.verdicts(range), Trends.times(range))).map();
    }

    /** A page is made of the store alone: who asks while it is away is told at once, and takes no connection and no thread from those that wait for it. */
    private PageAnswer whileTheStoreAnswers(Supplier<PageAnswer> view) {
        return store.silentSince().map(since -> PageAnswer.page(503, pages.render("result.ftl", Map.of("headline", "The store does not answer", "words",
                "It has not answered since " + Fields.time(since).get("words") + ". The work waits and resumes by itself; this page can be shown then.",
                "back", "/")))).orElseGet(view);
    }

    private PageAnswer missing(String headline, String words) {
        return PageAnswer.page(404, pages.render("result.ftl", Map.of("headline", headline, "words", words, "back", "/")));
    }

    private static String bounded(@Nullable String recId) {
        return recId == null || recId.length() > 64 ? "" : recId;
    }
}
