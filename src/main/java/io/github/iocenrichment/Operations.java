package io.github.iocenrichment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.files.OwnerOnly;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreException;
import io.github.iocenrichment.store.StoreMove;
import io.github.iocenrichment.store.StoreSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done with a product that is running, or with its store while none is. */
public final class Operations {
    private static final int DONE = 0;
    private static final int ATTENTION = 1;

    private Operations() {
    }

    /**
     * Writes a backup of an H2 store. A running product makes it; only where none answers this is done here.
     *
     * @param file where it is to be; must not be there yet
     * @param out  takes the last word
     * @return 0
     * @throws StartException when the file is there already, or the running product cannot make a backup
     * @throws StoreException when the store cannot be opened or copied
     */
    public static int backup(Settings settings, Path file, Clock clock, PrintWriter out) {
        if (Files.exists(file)) {
            throw new StartException(file + " exists; name a file that is not there yet");
        }
        Optional<String> made = new ProductClient(settings).order("/backup", Map.of());
        Path copy = made.map(Path::of).orElseGet(() -> {
            try (Store store = Store.open(Product.storeSettings(settings, NodeName.ofReplay(settings)).existing(), clock)) {
                return store.backup();
            }
        });
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                // another disk
                Files.copy(copy, OwnerOnly.file(file), StandardCopyOption.REPLACE_EXISTING);
                OwnerOnly.close(file);
                Files.delete(copy);
            } catch (IOException failed) {
                failed.addSuppressed(e);
                throw new StartException("the backup was made at " + copy + " and cannot be moved to " + file + ": " + failed.getMessage(), failed);
            }
        }
        out.println("Backup of the store in " + file + " (" + size(file) + "). To restore it: stop the product, put the file in the place of the store's"
                + " .mv.db, start.");
        out.flush();
        return DONE;
    }

    private static String size(Path file) {
        try {
            return String.format("%,d bytes", Files.size(file));
        } catch (IOException e) {
            return "size unknown: " + e.getMessage();
        }
    }

    /**
     * Takes the store along to another database.
     *
     * @param url      of the new database, without a password
     * @param username its user
     * @param password its password
     * @return 0
     * @throws StoreException when it cannot be done; the old store is as before then
     */
    public static int move(Settings settings, String url, @Nullable String username, String password, Clock clock, PrintWriter out) {
        String node = NodeName.ofReplay(settings);
        StoreSettings from = Product.storeSettings(settings, node);
        if (from.url().equals(url)) {
            throw new StartException("the store is there already");
        }
        Map<String, Long> moved = StoreMove.move(from, new StoreSettings(url, username, password, node), clock);
        moved.forEach((table, rows) -> out.printf("%-20s %,10d rows%n", table, rows));
        out.println("All rows were moved. Next: set store.url, store.username and store.password to the new database and start. The old store refuses to be"
                + " used.");
        out.flush();
        return DONE;
    }

    /**
     * Prints how the product that runs at {@code http.host} and {@code http.port} is doing.
     *
     * @return 0; 1 when none answers, or something needs an operator
     */
    public static int status(Settings settings, PrintWriter out) throws JsonProcessingException {
        Optional<String> said = new ProductClient(settings).status();
        if (said.isEmpty()) {
            out.println("no product answers at http.host and http.port (" + settings.text("http.host") + ":" + settings.integer("http.port") + ")");
            out.flush();
            return ATTENTION;
        }
        JsonNode status = new ObjectMapper().readTree(said.get());
        List<String> attention = new ArrayList<>();
        if (status.path("problem").isTextual()) {
            attention.add(status.path("problem").asText());
        }
        if (status.at("/poll/late").asBoolean()) {
            attention.add("the poll is late");
        }
        out.println("ioc-enrichment " + status.path("version").asText() + " on " + status.path("node").asText()
                + (status.path("sandbox").asBoolean() ? ", against the sandbox" : "") + "; last poll " + status.at("/poll/last").asText("none"));
        out.printf("%-14s %8s %8s %8s %8s%n", "stage", "waiting", "running", "done", "parked");
        for (JsonNode stage : status.path("stages")) {
            out.printf("%-14s %8d %8d %8d %8d%n", stage.path("name").asText(), stage.path("waiting").asLong(), stage.path("running").asLong(),
                    stage.path("done").asLong(), stage.path("parked").asLong());
            if (stage.path("parked").asLong() > 0) {
                attention.add(stage.path("parked").asLong() + " parked in " + stage.path("name").asText());
            }
        }
        for (JsonNode source : status.path("sources")) {
            if ("open".equals(source.path("breaker").asText()) || source.path("lastError").isTextual()) {
                out.println(source.path("title").asText() + ": breaker " + source.path("breaker").asText("none") + source.path("lastError").asText("")
                        .transform(
                        words -> words.isEmpty() ? "" : "; last error " + words));
            }
        }
        attention.forEach(words -> out.println("needs attention: " + words));
        out.flush();
        return attention.isEmpty() ? DONE : ATTENTION;
    }

    /** Whether a product answers at {@code http.host} and {@code http.port}. */
    public static boolean isRunning(Settings settings) {
        return new ProductClient(settings).status().isPresent();
    }
}
