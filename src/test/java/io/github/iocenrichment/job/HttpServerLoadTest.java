package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.server.RawConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as {@code make run} starts it, with a caller on its port who wants it to end. */
class HttpServerLoadTest {
    private static final String TOKEN = "token-of-the-page-0123456789";
    private static final String AUTHORIZED = "Host: localhost\r\nAuthorization: Bearer " + TOKEN + "\r\n";
    private static final int HUGE = 10_380_902;

    @TempDir
    Path folder;
    private final List<RawConnection> open = new ArrayList<>();

    private RawConnection connect(int port) throws IOException {
        RawConnection connection = new RawConnection(port);
        open.add(connection);
        return connection;
    }

    private static int page(int port) {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("GET / HTTP/1.1\r\n" + AUTHORIZED + "Connection: close\r\n\r\n");
            return RawConnection.status(connection.untilClosed());
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** Thirty at a time, each one byte less than it announces, as far as it is taken. */
    private void post(int port, String headers) throws Exception {
        String piece = "x".repeat(64 * 1024);
        ExecutorService senders = Executors.newFixedThreadPool(30);
        try {
            List<Callable<Void>> posts = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                RawConnection post = connect(port);
                posts.add(() -> {
                    post.send("POST /release HTTP/1.1\r\n" + headers + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + HUGE
                            + "\r\n\r\n");
                    for (int sent = 0; sent + piece.length() < HUGE && post.send(piece); ) {
                        sent += piece.length();
                    }
                    return null;
                });
            }
            for (Future<Void> sent : senders.invokeAll(posts)) {
                sent.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    @Test
    void openPostsIdleConnectionsAndSlowHeadsDoNotEndIt() throws Exception {
        int port = Job.freePort();
        try (Child child = Child.start(Child.home(folder), Map.of("http.port", "" + port, "http.token", TOKEN), folder.resolve("output.txt"),
                "run", "--sandbox")) {
            await("the page answers").until(() -> page(port) == 200);
            post(port, "Host: localhost\r\n");
            post(port, AUTHORIZED);
            for (int i = 0; i < 500; i++) {
                connect(port);
            }
            for (int i = 0; i < 50; i++) {
                connect(port).send("GET / HTTP/1.1\r\nX: ");
            }
            assertThat(page(port)).as(child.said()).isEqualTo(200);
            assertThat(child.isAlive()).isTrue();
            assertThat(child.said()).doesNotContain("OutOfMemoryError").doesNotContain(TOKEN);
            assertThat(child.said().lines().filter(line -> line.contains("Access refused"))).hasSizeLessThan(10);
        } finally {
            for (RawConnection connection : open) {
                connection.close();
            }
        }
    }
}
