package io.github.iocenrichment.job;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** With a session log-in at Ivanti; apart from the API key, for each of the two runs takes long. */
class SessionSecretsStayInTest extends QuotedSecrets {
    @Test
    void whateverGoesWrongWithASession() throws Exception {
        settings.remove("ivanti.api-key");
        settings.putAll(Map.of("ivanti.tenant", "acme-sec.example", "ivanti.username", keys.ivantiUser(), "ivanti.password", keys.ivantiPassword(),
                "ivanti.role", "Admin"));
        everyCallFails("session");
    }
}
