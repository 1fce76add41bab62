package io.github.iocenrichment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Wired;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.Switch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckCommandTest {
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.standard());
    private final StringWriter out = new StringWriter();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void saysOkOfEverythingAndWritesNothing() throws Exception {
        assertThat(check(Map.of("vulnerability.enabled", "true", "intelx.route", "taxii"))).as(out.toString()).isZero();

        assertThat(out.toString().lines()).hasSize(13).allMatch(line -> line.startsWith("ok    "));
        assertThat(sandbox.ingestPosts()).isEmpty();
        assertThat(sandbox.notes()).isEmpty();
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void namesWhatToMendAndNoSecret() throws Exception {
        sandbox.turn(Switch.TAXII_WRITE, "false");

        int code = check(Map.of("virustotal.api-key", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "abuseipdb.api-key", "",
                "intelx.collection-name", "Elsewhere", "intelx.route", "taxii"));

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("MEND  VirusTotal: virustotal.api-key is refused", "MEND  TAXII: intelx.taxii.username may not write")
                .doesNotContain("AbuseIPDB", "0123456789abcdef", sandbox.keys().ivanti(), sandbox.keys().taxiiPassword());
    }

    @Test
    void aSourceThatIntelExchangeDoesNotKnowIsNamed() throws Exception {
        assertThat(check(Map.of("intelx.collection-name", "Elsewhere"))).isEqualTo(1);
        assertThat(out.toString()).contains("MEND  Intel Exchange: intelx.collection-name is not known to Intel Exchange");
    }

    private int check(Map<String, String> more) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
        settings.put("store.url", "jdbc:h2:mem:" + UUID.randomUUID());
        settings.putAll(more);
        return CheckCommand.report(Wired.settings(settings), Clock.systemUTC(), new PrintWriter(out));
    }
}
