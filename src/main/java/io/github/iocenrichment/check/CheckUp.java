package io.github.iocenrichment.check;

import io.github.iocenrichment.indicator.AllowList;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.report.Templates;
import io.github.iocenrichment.settings.Settings;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be tried without a route and without writing anything outside: Ivanti, Intel Exchange, templates, lists. */
public final class CheckUp {
    /** What stands between a failure and its remedy. */
    public static final String FIX = "; fix: ";

    private final Map<String, Probe> probes = new LinkedHashMap<>();

    /** The result of one check. */
    public enum Level {
        OK("ok    "), WARN("WARN  "), FAIL("FAIL  ");

        private final String mark;

        Level(String mark) {
            this.mark = mark;
        }
    }

    /**
     * One thing that was tried.
     *
     * @param level whether all is well, something looks wrong, or something fails
     * @param words what was found, or what fails and how to fix it; without secrets
     */
    public record Line(Level level, String words) {
        public Line(boolean ok, String words) {
            this(ok ? Level.OK : Level.FAIL, words);
        }

        /** Whether nothing is to be fixed. */
        public boolean ok() {
            return level != Level.FAIL;
        }

        @Override
        public String toString() {
            return level.mark + words;
        }
    }

    private CheckUp() {
    }

    public static CheckUp of(Settings settings, Clock clock) {
        ClientFactory clients = ClientFactory.of(settings);
        CheckUp all = new CheckUp();
        all.probes.put("Ivanti", new IvantiProbe(settings, clients, clock));
        all.probes.put("notes", new NoteFormatProbe(settings, clients, clock));
        all.probes.put("Intel Exchange", new IntelExchangeProbe(settings, clients, clock, limits -> { }));
        if (settings.text("intelx.route").equals("taxii")) {
            all.probes.put("TAXII", new TaxiiProbe(settings, clients));
        }
        all.probes.put("templates", () -> templates(Path.of("templates"), settings.text("templates.language")));
        all.probes.put("allow-list", () -> allowList(settings.optional("indicators.allow-list").map(Path::of)));
        return all;
    }

    /** Tries everything, one after the other. */
    public List<Line> run() throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, Probe> probe : probes.entrySet()) {
            Probe.Result result = probe.getValue().run();
            String words = switch (result.kind()) {
                case OK, DOUBTFUL -> result.words();
                case PASSING -> result.words() + FIX + "try again later";
                default -> result.property() + " " + result.words() + FIX + result.remedy();
            };
            Level level = result.kind() == Probe.Kind.OK ? Level.OK : result.kind() == Probe.Kind.DOUBTFUL ? Level.WARN : Level.FAIL;
            lines.add(new Line(level, probe.getKey() + ": " + words));
        }
        return lines;
    }

    private static Probe.Result templates(Path folder, String language) {
        List<Templates.Problem> problems = Templates.load(folder, language).problems();
        return problems.isEmpty() ? Probe.Result.ok("all can be used") : new Probe.Result(Probe.Kind.WRONG, "templates/",
                problems.stream().map(Object::toString).collect(Collectors.joining("; ")), "correct the file; the built-in text is used until then");
    }

    private static Probe.Result allowList(Optional<Path> file) {
        if (file.filter(Files::exists).isEmpty()) {
            return Probe.Result.ok("there is none");
        }
        try {
            AllowList.load(file.get());
            return Probe.Result.ok(file.get() + " can be read");
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return new Probe.Result(Probe.Kind.WRONG, "indicators.allow-list", e.getMessage(), "correct the line");
        }
    }
}
