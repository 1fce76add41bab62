package io.github.iocenrichment.load;

import io.github.iocenrichment.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shipped jar in a folder as an operator has it, with a store of its own. */
final class Product {
    /** Limits far from what is measured: 50 incidents and 50 requests to each system at one time. */
    static final Map<String, String> WIDE = limits(50);

    private final Bench bench;
    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();

    Product(Bench bench, Path folder, OutsideSystems systems) {
        this.bench = bench;
        this.folder = folder;
        copy("routes");
        copy("templates");
        systems.settings().forEach((name, value) -> settings.put((String) name, (String) value));
        settings.put("http.port", "" + FreePort.find());
        settings.put("node.name", folder.getFileName().toString());
        settings.put("store.url", "jdbc:h2:file:./data/store");
        // each row is read twenty times, as with the thirty seconds and ten minutes that are shipped, and nobody waits long for a poll
        settings.put("ivanti.poll.cron", "0/1 * * * * ?");
        settings.put("ivanti.poll.overlap", "20s");
        // it would come 15 s after each publication, in the midst of another measurement
        settings.put("intelx.verify", "false");
        // quotas are those of keys; here they would be all that is measured
        settings.put("virustotal.quota.per-minute", "1000000");
        settings.put("virustotal.quota.per-day", "10000000");
        settings.put("abuseipdb.quota.per-day", "10000000");
        settings.put("hybrid-analysis.quota.per-minute", "1000000");
        settings.put("hybrid-analysis.quota.per-hour", "10000000");
        settings.put("enrichment.source-share", "100%");
    }

    static Map<String, String> limits(int atOnce) {
        Map<String, String> limits = new LinkedHashMap<>();
        for (String system : List.of("ivanti", "abuseipdb", "virustotal", "hybrid-analysis", "intelx")) {
            limits.put(system + ".max-in-flight", "" + Math.min(atOnce, 50));
        }
        limits.put("work.incidents-at-once", "" + atOnce);
        return limits;
    }

    Product with(Map<String, String> more) {
        settings.putAll(more);
        return this;
    }

    Product with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    JarProcess start() {
        return start(List.of("-jar", bench.jar().toString()));
    }

    /** With what is counted within the process; see {@link MeasuredMain}. */
    JarProcess startMeasured(int port) {
        String classes = bench.jar() + File.pathSeparator + Path.of("target", "test-classes").toAbsolutePath()
                + File.pathSeparator + Path.of("target", "test-classes", "load").toAbsolutePath();
        return start(List.of("-Dload.port=" + port, "-Dlogback.configurationFile=logback.xml", "-cp", classes, MeasuredMain.class.getName()));
    }

    private JarProcess start(List<String> program) {
        StringBuilder lines = new StringBuilder();
        settings.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
        write(lines.toString());
        List<String> arguments = new ArrayList<>(bench.javaOptions());
        arguments.addAll(program);
        arguments.add("run");
        return JarProcess.start(folder, folder.resolve("product.txt"), arguments);
    }

    /** The file of its embedded store. */
    Path storeFile() {
        return folder.resolve("data").resolve("store.mv.db");
    }

    private void copy(String name) {
        try (Stream<Path> files = Files.walk(bench.product().resolve(name))) {
            for (Path file : files.toList()) {
                Path target = folder.resolve(bench.product().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) {
        try {
            // it holds keys, and the start warns when others may read it
            Path file = Files.writeString(folder.resolve("application.properties"), text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
