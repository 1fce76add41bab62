package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** A port that was free when it was looked at and is taken when the server wants it ends the start: it never runs without its page. */
class PortTakenTest {

    private static Settings settings(int port) {
        return Wired.settings(Map.of("ivanti.base-url", "https://itsm.example/api", "ivanti.api-key", "key-1", "intelx.base-url",
                "https://intel.example/ctixapi",
                "intelx.access-id", "id-1", "intelx.secret-key", "key-2", "stix.producer.name", "SOC",
                "stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11", "http.port", "" + port));
    }

    @Test
    void theStartEndsInTheLineThatNamesThePort() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Store store = Store.open(new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", "node-1"), Clock.systemUTC())) {
            Main camel = Wired.camel(settings(busy.getLocalPort()), store, Clock.systemUTC());
            CamelMain.readRoutes(camel);
            RuntimeException stop = catchThrowableOfType(RuntimeException.class, camel::start);
            assertThat(CamelMain.broken(stop)).isInstanceOf(SettingsException.class)
                    .hasMessage("http.port is taken by another program: " + busy.getLocalPort() + " on 127.0.0.1; "
                            + "stop that program or set http.port (HTTP_PORT) to a free one");
            camel.stop();
        }
    }
}
