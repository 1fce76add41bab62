package io.github.iocenrichment.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.LogLines;
import io.github.iocenrichment.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route file is saved while the product works: a good one is taken over, a broken one keeps the old, and all other routes go on. */
class RouteReloadTest {
    @TempDir
    private Path folder;

    @Test
    void aSavedFileIsTakenOverAndABrokenOneIsNot() throws Exception {
        Path routes = RunningProduct.copyOfRoutes(Files.createDirectory(folder.resolve("routes")));
        Path file = routes.resolve("60-note.camel.yaml");
        String shipped = Files.readString(file);
        try (LogLines log = LogLines.withInformation("incidents"); RunningProduct running = RunningProduct.start(RunningProduct.sandbox(), routes, null,
                Map.of("routes.reload", "true"))) {
            assertThat(log.lines()).anyMatch(line -> line.contains("take effect when they are saved (routes.reload)"));

            save(file, shipped.replaceFirst("ref: writeNotes", "ref: writeNote"));
            Patience.await().until(() -> log.lines().stream().anyMatch(line -> line.contains("60-note.camel.yaml not taken over, the routes in use stay: ")));
            assertThat(log.lines()).anyMatch(line -> line.contains("no bean 'writeNote'; did you mean writeNotes?"));
            assertThat(running.note(running.add("Connections to 45.155.204.17"))).contains("45.155.204[.]17");

            save(file, shipped + "# saved again\n");
            Patience.await().until(() -> log.lines().stream().anyMatch(line -> line.equals("60-note.camel.yaml taken over")));
            assertThat(running.note(running.add("Connections to 45.155.204.33"))).contains("45.155.204[.]33");
            assertThat(log.lines()).as("one watcher, however often a file was saved").filteredOn(line -> line.contains("(routes.reload)")).hasSize(1);
        }
    }

    /** As editors save: a whole file at once. */
    private void save(Path file, String text) throws IOException {
        Path beside = Files.writeString(folder.resolve("saved"), text);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
