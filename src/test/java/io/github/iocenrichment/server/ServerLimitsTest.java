package io.github.iocenrichment.server;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one caller may take of the server, with limits that a test can wait for. */
class ServerLimitsTest {
    private static final ServerLimits SMALL = new ServerLimits(20, 8192, 4096, 8192, 100, 4, Duration.ofMillis(500), Duration.ofMillis(500),
            Duration.ofSeconds(60), Duration.ofMillis(10));
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @Test
    void aHeadThatComesByteByByteIsCutOff() throws Exception {
        try (RunningServer server = new RunningServer(SMALL, null); RawConnection slow = server.connect()) {
            slow.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
            await("the slow head is cut off").pollInterval(Duration.ofMillis(50)).until(() -> !slow.send("X") || !slow.send("X"));
            assertThat(server.routed).hasValue(0);
        }
    }

    @Test
    void aBodyThatDoesNotComeIsCutOff() throws Exception {
        try (RunningServer server = new RunningServer(SMALL, null)) {
            assertThat(RawConnection.answers(server.answer("POST /release HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\na="))).isZero();
        }
    }

    @Test
    void anAnsweredConnectionIsNotKeptForEver() throws Exception {
        try (RunningServer server = new RunningServer(SMALL, null)) {
            assertThat(RawConnection.answers(server.answer("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))).isEqualTo(1);
        }
    }

    @Test
    void idleConnectionsKeepNobodyOut() throws Exception {
        ServerLimits patient = new ServerLimits(20, 8192, 4096, 8192, 100, 4, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5),
                Duration.ZERO);
        List<RawConnection> idle = new ArrayList<>();
        try (RunningServer server = new RunningServer(patient, null)) {
            for (int i = 0; i < 100; i++) {
                idle.add(server.connect());
            }
            assertThat(RawConnection.status(server.answer(GET))).isEqualTo(200);
            assertThat(idle.get(0).untilClosed()).isEmpty();
        } finally {
            for (RawConnection connection : idle) {
                connection.close();
            }
        }
    }

    @Test
    void requestsAreNotHeapedUpOnOneConnection() throws Exception {
        try (RunningServer server = new RunningServer(SMALL, null); RawConnection greedy = server.connect()) {
            String one = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
            greedy.send(one.repeat(50));
            assertThat(RawConnection.answers(greedy.untilClosed())).isLessThanOrEqualTo(4);
            try (RawConnection modest = server.connect()) {
                modest.send(one.repeat(2) + GET);
                assertThat(RawConnection.answers(modest.untilClosed())).isEqualTo(3);
            }
        }
    }

    @Test
    void aPortThatIsTakenEndsTheStart() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> new RunningServer(SMALL, null, busy.getLocalPort()))
                    .hasStackTraceContaining("http.port is taken by another program: " + busy.getLocalPort() + " on 127.0.0.1");
        }
    }
}
