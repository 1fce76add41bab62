package io.github.iocenrichment.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.SourceCheck;
import io.github.iocenrichment.check.CheckUp;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adds a source exactly as {@code docs/routes.md} says, from the document's own text. */
class AddedSourceTest {
    private static final String KNOWN = "https://login-portal-verify.com/verify";

    @TempDir
    Path folder;

    @Test
    void aSourceIsAddedByARouteAndItsSettings() throws Exception {
        List<String> document = Files.readAllLines(Path.of("docs", "routes.md"));
        Path routes = RunningProduct.copyOfRoutes(Files.createDirectory(folder.resolve("routes")));
        Files.writeString(routes.resolve("35-urlscan.camel.yaml"), blockAfter(document, "Save as `routes/35-urlscan.camel.yaml`"));
        Path properties = Files.writeString(folder.resolve("application.properties"), blockAfter(document, "In `application.properties`"));
        try (Sandbox sandbox = RunningProduct.sandbox()) {
            SourceCheck.Outcome check = SourceCheck.run(RunningProduct.settings(sandbox, routes, properties, Map.of()), Clock.systemUTC());
            assertThat(check.lines()).as("the check").extracting(CheckUp.Line::toString).contains("ok    urlscan: urlscan answers and takes the key");
        }
        String promised = blockAfter(document, "has one more line").strip();

        try (RunningProduct running = RunningProduct.start(RunningProduct.sandbox(), routes, properties, Map.of())) {
            String known = running.add("Please look at " + KNOWN);
            String unknown = running.add("And at https://never-scanned-3.com/x?token=abcdefgh12345678");
            assertThat(running.note(known)).contains(promised.substring(0, promised.indexOf("as of")));
            assertThat(running.note(unknown)).contains("urlscan: not seen in this form (asked without: token)");
            assertThat(running.sandbox.requests(SandboxSystem.URLSCAN, "GET", "login-portal")).hasSize(1);
            assertThat(running.sandbox.requests(SandboxSystem.URLSCAN, "GET", "abcdefgh12345678")).isEmpty();
            assertThat(running.sandbox.violations()).isEmpty();
        }
    }

    /** The fenced block that follows the first line with these words. */
    private static String blockAfter(List<String> document, String words) {
        int from = 0;
        while (!document.get(from).contains(words)) {
            from++;
        }
        while (!document.get(from).startsWith("```")) {
            from++;
        }
        int to = from + 1;
        while (!document.get(to).startsWith("```")) {
            to++;
        }
        return String.join("\n", document.subList(from + 1, to)) + "\n";
    }
}
