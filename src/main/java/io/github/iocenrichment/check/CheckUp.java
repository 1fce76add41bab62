package io.github.iocenrichment.check;

import io.github.iocenrichment.http.ClientFactory;
import io.github.iocenrichment.indicator.AllowList;
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
import java.util.stream.Collectors;

/** Everything that can be tried without writing anything outside: addresses, keys, rights, templates, lists. Only what is configured is asked. */
public final class CheckUp {
    private static final String KNOWN_CVE = "CVE-2021-44228";

    private final Map<String, Probe> probes = new LinkedHashMap<>();

    /**
     * One thing that was tried.
     *
     * @param ok    whether all is well
     * @param words what was found, or what to mend; without secrets
     */
    public record Line(boolean ok, String words) {
        @Override
        public String toString() {
            return (ok ? "ok    " : "MEND  ") + words;
        }
    }

    private CheckUp() {
    }

    public static CheckUp of(Settings settings, Clock clock) {
        ClientFactory clients = ClientFactory.of(settings);
        CheckUp all = new CheckUp();
        all.probes.put("Ivanti", new IvantiProbe(settings, clients, clock));
        all.probes.put("Intel Exchange", new IntelExchangeProbe(settings, clients, clock));
        if (settings.text("intelx.route").equals("taxii")) {
            all.probes.put("TAXII", new TaxiiProbe(settings, clients));
        }
        all.source(settings, clients, "AbuseIPDB", "abuseipdb", "Key", "/check?ipAddress=127.0.0.2&maxAgeInDays=30");
        all.source(settings, clients, "VirusTotal", "virustotal", "x-apikey", "/domains/google.com");
        all.source(settings, clients, "Hybrid Analysis", "hybrid-analysis", "api-key", "/key/current");
        if (settings.flag("vulnerability.enabled")) {
            String key = settings.optional("nvd.api-key").orElse(null);
            all.probes.put("NVD", new KeyProbe("NVD", "nvd.base-url", key == null ? null : "nvd.api-key",
                    settings.text("nvd.base-url") + "?cveId=" + KNOWN_CVE, key == null ? json() : json("apiKey", key), new Calls(settings, clients, "nvd")));
            all.probes.put("EPSS", new KeyProbe("EPSS", "epss.base-url", null, settings.text("epss.base-url") + "?cve=" + KNOWN_CVE, json(),
                    new Calls(settings, clients, "epss")));
            all.probes.put("KEV", new KeyProbe("CISA KEV", "kev.url", null, settings.text("kev.url"), json(),
                    new Calls(settings, clients, "kev")));
        }
        all.probes.put("templates", () -> templates(Path.of("templates")));
        all.probes.put("allow-list", () -> allowList(Path.of(settings.text("indicators.allow-list"))));
        return all;
    }

    private void source(Settings settings, ClientFactory clients, String name, String prefix, String header, String question) {
        settings.optional(prefix + ".api-key").ifPresent(key -> probes.put(name, new KeyProbe(name, prefix + ".base-url", prefix + ".api-key",
                settings.text(prefix + ".base-url") + question, json(header, key), new Calls(settings, clients, prefix))));
    }

    private static Map<String, String> json(String... more) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        // Hybrid Analysis asks for exactly this; the others do not mind
        headers.put("User-Agent", "Falcon Sandbox");
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    /** Tries everything, one after the other. */
    public List<Line> run() throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, Probe> probe : probes.entrySet()) {
            Probe.Result result = probe.getValue().run();
            String words = switch (result.kind()) {
                case OK -> result.words();
                case PASSING -> result.words() + "; try again later";
                default -> result.property() + " " + result.words() + "; " + result.mend();
            };
            lines.add(new Line(result.kind() == Probe.Kind.OK, probe.getKey() + ": " + words));
        }
        return lines;
    }

    private static Probe.Result templates(Path folder) {
        List<Templates.Problem> problems = Templates.load(folder).problems();
        return problems.isEmpty() ? Probe.Result.ok("all can be used") : new Probe.Result(Probe.Kind.WRONG, "templates/",
                problems.stream().map(Object::toString).collect(Collectors.joining("; ")), "mend it; the built-in one is used until then");
    }

    private static Probe.Result allowList(Path file) {
        if (!Files.exists(file)) {
            return Probe.Result.ok("there is none");
        }
        try {
            AllowList.load(file);
            return Probe.Result.ok(file + " can be read");
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return new Probe.Result(Probe.Kind.WRONG, "indicators.allow-list", e.getMessage(), "mend the line");
        }
    }
}
