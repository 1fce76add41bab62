package io.github.iocenrichment.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.DocumentBlocks;
import io.github.iocenrichment.SourceCheck;
import io.github.iocenrichment.check.CheckUp;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxSystem;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adds a source exactly as {@code docs/routes.md} says, from the document's own text. */
class AddedSourceTest {
    private static final String KNOWN = "https://login-portal-verify.com/verify";

    @TempDir
    Path folder;

    @Test
    void aSourceIsAddedByARouteAndItsSettings() throws Exception {
        DocumentBlocks document = DocumentBlocks.of(Path.of("docs", "routes.md"));
        Path routes = RunningProduct.copyOfRoutes(Files.createDirectory(folder.resolve("routes")));
        Files.writeString(routes.resolve("35-urlscan.camel.yaml"), document.after("Save as `routes/35-urlscan.camel.yaml`"));
        Path properties = Files.writeString(folder.resolve("application.properties"), document.after("In `application.properties`"));
        try (Sandbox sandbox = RunningProduct.sandbox()) {
            SourceCheck.Outcome check = SourceCheck.run(RunningProduct.settings(sandbox, routes, properties, Map.of()), Clock.systemUTC());
            assertThat(check.lines()).as("the check").extracting(CheckUp.Line::toString).contains("ok    urlscan: urlscan answers and takes the key");
        }
        String promised = document.after("has one more line").strip();
        Files.copy(Path.of("docs/examples/blocklist.camel.yaml"), routes.resolve("39-blocklist.camel.yaml"));
        AtomicInteger fetched = new AtomicInteger();
        HttpServer lists = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lists.createContext("/block.txt", exchange -> {
            fetched.incrementAndGet();
            byte[] list = "# block list\n45.155.204.0/24\nhttps://login-portal-verify.com/verify\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
            exchange.close();
        });
        lists.start();

        try (RunningProduct running = RunningProduct.start(RunningProduct.sandbox(), routes, properties, Map.of("blocklist.enabled", "true",
                "blocklist.base-url", "http://127.0.0.1:" + lists.getAddress().getPort() + "/block.txt"))) {
            String known = running.add("Please look at " + KNOWN);
            String unknown = running.add("And at https://never-scanned-3.com/x?token=abcdefgh12345678");
            assertThat(running.note(known)).contains(promised.substring(0, promised.indexOf("as of")));
            assertThat(running.note(known)).contains("Block list: on the list");
            assertThat(running.note(running.add("Connections to 45.155.204.17"))).contains("Block list: on the list by its entry 45.155.204[.]0/24");
            assertThat(fetched).as("the list is fetched as a whole, and not for each value").hasValue(1);
            assertThat(running.note(unknown)).contains("urlscan (not seen in this form, asked without: token)");
            assertThat(running.sandbox.requests(SandboxSystem.URLSCAN, "GET", "login-portal")).hasSize(1);
            assertThat(running.sandbox.requests(SandboxSystem.URLSCAN, "GET", "abcdefgh12345678")).isEmpty();
            assertThat(running.sandbox.violations()).isEmpty();
        } finally {
            lists.stop(0);
        }
    }
}
