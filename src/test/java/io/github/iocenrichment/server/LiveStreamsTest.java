package io.github.iocenrichment.server;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.store.NewIncident;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Streams of news: each gets a change once, none holds a thread, and there are only so many. */
class LiveStreamsTest {

    @Test
    void streamsAreToldOfNewsAndAreBounded() throws Exception {
        List<Socket> open = new ArrayList<>();
        try (RunningServer server = new RunningServer(ServerLimits.STANDARD, null)) {
            Queue<String> heard = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < LiveStreams.MOST; i++) {
                Socket socket = new Socket("127.0.0.1", server.port);
                open.add(socket);
                socket.getOutputStream().write("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            BufferedReader first = new BufferedReader(new InputStreamReader(open.get(0).getInputStream(), StandardCharsets.US_ASCII));
            Thread reader = new Thread(() -> first.lines().forEach(heard::add), "reader");
            reader.setDaemon(true);
            reader.start();
            await().until(() -> heard.contains(": open"));
            assertThat(heard).contains("HTTP/1.1 200 OK").anyMatch(line -> line.equalsIgnoreCase("content-type: text/event-stream; charset=utf-8"));
            await().untilAsserted(() -> assertThat(server.answer("GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 503"));
            assertThat(server.answer("GET /live HTTP/1.1\r\nHost: evil.example\r\n\r\n")).startsWith("HTTP/1.1 403");
            // the other pages are served all the same
            assertThat(server.answer("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
            int[] number = {0};
            await().until(() -> {
                // the first look only takes the state
                String recId = "A" + number[0]++;
                server.store.incidents().admit(new NewIncident(recId, "1", "s", "3", Instant.EPOCH), Instant.EPOCH.plusSeconds(number[0]));
                return heard.contains("event: change");
            });
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
