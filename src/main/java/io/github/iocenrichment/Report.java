package io.github.iocenrichment;

import io.github.iocenrichment.cli.VersionCommand;
import io.github.iocenrichment.console.ReportPage;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.web.Pages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the figures of a time into a file: those of the running product, or of the store where none runs. */
public final class Report {
    private Report() {
    }

    /**
     * Writes the report, replacing an earlier one.
     *
     * @param back how far it looks back
     * @param file of the HTML; the CSV stands beside it, with the ending {@code .csv}
     * @throws StartException when the file cannot be written
     * @throws io.github.iocenrichment.store.StoreException when the store cannot be opened
     */
    public static void write(Settings settings, Duration back, @Nullable Path file, boolean withCsv, Clock clock, PrintWriter out) {
        ProductClient product = new ProductClient(settings);
        long hours = Math.max(1, back.toHours());
        Optional<String> html = product.page("/report.html?hours=" + hours);
        Optional<String> csv = html.isEmpty() || !withCsv ? Optional.empty() : product.page("/report.csv?hours=" + hours);
        if (html.isEmpty()) {
            try (Store store = Store.open(Product.storeSettings(settings, NodeName.ofReplay(settings)).existing(), clock)) {
                ReportPage page = new ReportPage(store, new Pages(Map.of("version", VersionCommand.version())), clock);
                html = Optional.of(page.html(back));
                csv = withCsv ? Optional.of(page.csv(back)) : csv;
            }
        }
        html.ifPresent(text -> save(file, text, out));
        csv.ifPresent(text -> save(beside(file), text, out));
        out.flush();
    }

    private static Path beside(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".csv");
    }

    private static void save(@Nullable Path file, String text, PrintWriter out) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StartException(file + " cannot be written (" + e.getClass().getSimpleName() + "); name another file with --out", e);
        }
        out.println(file + " written");
    }
}
