package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:20:30.123Z");

    private final QuotaJson json = new QuotaJson(StoredJson.mapper());

    private static QuotaAccount spent(int calls) {
        QuotaAccount account = QuotaAccount.NEW;
        for (int i = 0; i < calls; i++) {
            account = account.spend(List.of(new Budget(QuotaWindow.MINUTE, 4), new Budget(QuotaWindow.DAY, 500)), NOW.plusSeconds(i)).account();
        }
        return account;
    }

    @Test
    void whatWasWrittenReadsAsWhatWasGiven() {
        QuotaAccount account = spent(3).refused(new QuotaRequest("A", 2, false), NOW.plusSeconds(60), NOW);
        String body = json.write("virustotal", account);
        assertThat(json.read("virustotal", body)).isSameAs(account);
        assertThat(new QuotaJson(StoredJson.mapper()).read("virustotal", body)).isEqualTo(account);
    }

    @Test
    void whatAnotherNodeWroteIsReadAnew() {
        json.write("virustotal", spent(1));
        String theirs = new QuotaJson(StoredJson.mapper()).write("virustotal", spent(2));
        assertThat(json.read("virustotal", theirs)).isEqualTo(spent(2));
        assertThat(json.read("abuseipdb", theirs)).isEqualTo(spent(2));
    }
}
