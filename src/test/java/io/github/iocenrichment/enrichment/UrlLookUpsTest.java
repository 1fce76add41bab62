package io.github.iocenrichment.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.sandbox.Switch;
import io.github.iocenrichment.source.VirusTotalPaths;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves the organisation for a URL, and what of it is reported. */
class UrlLookUpsTest {
    private static final Map<String, String> QUIET = Map.of("ivanti.record.enabled", "false", "intelx.verify", "false");

    @Test
    void secretsAreMaskedAndTheNoteSaysSoAndAnAddressInAUrlGoesToAbuseIpDb() throws Exception {
        try (RunningProduct running = RunningProduct.start(QUIET)) {
            String recId = running.add("Login at https://login-portal-verify.com/verify?token=abcdefgh12345678&sig=zyxwvuts87654321"
                    + " and http://93.115.28.40:8080/x");
            assertThat(running.note(recId)).contains("not seen in this form, asked without: token, signature").contains("AbuseIPDB: score 87");
            assertThat(running.sandbox.requests(SandboxSystem.VIRUSTOTAL, null, "abcdefgh12345678")).isEmpty();
            String sent = VirusTotalPaths.urlId("https://login-portal-verify.com/verify?token=masked&sig=masked");
            assertThat(running.sandbox.requests(SandboxSystem.VIRUSTOTAL, "GET", sent)).hasSize(1);
            assertThat(running.sandbox.requests(SandboxSystem.VIRUSTOTAL, "POST", null)).as("nothing is submitted by default").isEmpty();
            assertThat(running.sandbox.requests(SandboxSystem.ABUSEIPDB, "GET", "93.115.28.40")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"none,0,0", "standalone,0,1", "all,1,1"})
    void domainsAreLookedUpAsConfigured(String mode, int hostOfUrl, int standing) throws Exception {
        Map<String, String> settings = new HashMap<>(QUIET);
        settings.put("virustotal.look-up-domains", mode);
        try (RunningProduct running = RunningProduct.start(settings)) {
            running.note(running.add("Seen https://files.mossy-anvil.net/k?z=1 and the domain login-portal-verify.com, and files.mossy-anvil.net"));
            assertThat(running.sandbox.requests(SandboxSystem.VIRUSTOTAL, "GET", "/domains/files.mossy-anvil.net")).hasSize(hostOfUrl);
            assertThat(running.sandbox.requests(SandboxSystem.VIRUSTOTAL, "GET", "/domains/login-portal-verify.com")).hasSize(standing);
        }
    }

    @Test
    void anUnknownUrlIsSubmittedOnlyWhenWantedAndPolledByPostponement() throws Exception {
        Map<String, String> settings = new HashMap<>(QUIET);
        settings.put("virustotal.submit-unknown-urls", "true");
        try (RunningProduct running = RunningProduct.start(settings)) {
            running.sandbox.turn(Switch.VIRUSTOTAL_POLLS, "0");
            String recId = running.add("Seen https://never-heard-of-it.com/a/b and https://never-heard-of-it.com/c?token=abcdefgh12345678");
            String note = running.note(recId);
            assertThat(running.sandbox.requests(SandboxSystem.VIRUSTOTAL, "POST", "/urls")).as("the one without secrets").hasSize(1);
            assertThat(running.sandbox.requests(SandboxSystem.VIRUSTOTAL, "GET", "/analyses/")).hasSizeBetween(1, 2);
            assertThat(note).contains("of ", "engines");
            assertThat(running.sandbox.violations()).isEmpty();
        }
    }

    @Test
    void nothingIsSubmittedWhileEverythingIsTlpRed() throws Exception {
        Map<String, String> settings = new HashMap<>(QUIET);
        settings.put("virustotal.submit-unknown-urls", "true");
        settings.put("intelx.tlp", "RED");
        try (RunningProduct running = RunningProduct.start(settings)) {
            running.note(running.add("Seen https://never-heard-of-it.com/a/b"));
            assertThat(running.sandbox.requests(SandboxSystem.VIRUSTOTAL, "POST", null)).isEmpty();
        }
    }
}
