package io.github.iocenrichment.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iocenrichment.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void aBusyPortIsOneLineThatNamesTheProperty() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> values = new HashMap<>(Given.MANDATORY);
            values.put("http.port", Integer.toString(busy.getLocalPort()));
            Settings settings = Settings.load(Given.input(null, Map.of(), values));
            SettingsException stop = catchThrowableOfType(SettingsException.class, () -> PortCheck.check(settings));
            assertThat(stop).hasMessage("http.port is taken by another program: " + busy.getLocalPort() + " on 127.0.0.1; "
                    + "stop that program or set http.port (HTTP_PORT) to a free one");
        }
    }

    @Test
    void aFreePortPasses() {
        assertThatCode(() -> PortCheck.check("127.0.0.1", FreePort.find())).doesNotThrowAnyException();
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() {
        SettingsException stop = catchThrowableOfType(SettingsException.class, () -> PortCheck.check("192.0.2.1", 18080));
        assertThat(stop).hasMessage("http.host is no address of this machine: '192.0.2.1'; set it to one, such as 127.0.0.1");
    }
}
