package io.github.iocenrichment.console;

import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.text.Csv;
import io.github.iocenrichment.web.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a time as one file: HTML with its style and plots in it, to be printed or sent, or CSV. */
public final class ReportPage {
    /** Days that figures are kept. */
    private static final Duration LONGEST = Duration.ofDays(800);

    private final Trends trends;
    private final Pages pages;

    public ReportPage(Store store, Pages pages, Clock clock) {
        this(new Trends(store, clock), pages);
    }

    ReportPage(Trends trends, Pages pages) {
        this.trends = trends;
        this.pages = pages;
    }

    /** @param back how far it looks back; bounded to what is kept */
    public String html(@Nullable Duration back) {
        Map<String, Object> model = new HashMap<>();
        model.put("trends", trends.model(bounded(back)));
        model.put("style", style());
        return pages.render("report.ftl", model);
    }

    /** The figures of each day or hour, one a row. */
    public String csv(@Nullable Duration back) {
        return Csv.of(trends.rows(bounded(back)));
    }

    private static Duration bounded(Duration back) {
        return back.compareTo(Duration.ofHours(1)) < 0 ? Duration.ofHours(1) : back.compareTo(LONGEST) > 0 ? LONGEST : back;
    }

    private static String style() {
        try (InputStream in = ReportPage.class.getResourceAsStream("/web/console.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
