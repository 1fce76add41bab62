package io.github.iocenrichment.stix;

import static io.github.iocenrichment.stix.Samples.NOW;
import static io.github.iocenrichment.stix.Samples.OPENED;
import static io.github.iocenrichment.stix.Samples.at;
import static io.github.iocenrichment.stix.Samples.finding;
import static io.github.iocenrichment.stix.Samples.incident;
import static io.github.iocenrichment.stix.Samples.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One value over many publications: what changes, what stays, what is taken back. */
class StixVersionsTest extends MappingCase {

    @Test
    void theSameInputGivesTheSameBytesDaysLater() {
        StixPackage first = map(NOW, Samples.incident10482());
        StixPackage again = map(NOW.plus(Duration.ofDays(3)), Samples.incident10482());

        assertThat(again.all().toString()).isEqualTo(first.all().toString());
        assertThat(again.containerId()).isEqualTo("grouping--14fffbf1-837b-52e6-81c8-47b5a081e848");
    }

    @Test
    void onlyWhatChangedGetsANewVersion() {
        map(NOW, Samples.incident10482());
        Finding milder = finding(IndicatorType.IPV4, ADDRESS, VerdictValue.SUSPICIOUS, 48, Samples.badAddress().answers().get(0));

        StixPackage changed = map(NOW.plusSeconds(60), incident(milder, Samples.badUrl(), Samples.badFile(), Samples.exploitedVulnerability()));

        assertThat(changed.all()).filteredOn(object -> object.path("modified").asText().equals("2026-03-02T08:21:31.482Z"))
                .extracting(object -> object.path("id").asText()).containsExactly(ADDRESS_INDICATOR);
        ObjectNode indicator = one(changed, ADDRESS_INDICATOR);
        assertThat(indicator.path("created").asText()).isEqualTo("2026-03-02T08:20:31.482Z");
        assertThat(indicator.path("confidence").asInt()).isEqualTo(48);
        assertThat(indicator.path("indicator_types").toString()).isEqualTo("[\"anomalous-activity\"]");
    }

    @Test
    void aChangeWithinTheSameMillisecondIsStillLater() {
        map(NOW, incident(Samples.badAddress()));

        StixPackage changed = map(NOW, incident(finding(IndicatorType.IPV4, ADDRESS, VerdictValue.SUSPICIOUS, 48)));

        assertThat(one(changed, ADDRESS_INDICATOR).path("modified").asText()).isEqualTo("2026-03-02T08:20:31.483Z");
    }

    @Test
    void aSecondTicketWithTheSameValueSharesTheIndicatorAndMovesItsValidityForward() {
        map(NOW, incident(Samples.badAddress()));
        Instant opened = OPENED.plus(Duration.ofDays(10));

        StixPackage second = map(opened.plusSeconds(300), new PublicationInput("SECOND", "10777", opened, List.of(Samples.badAddress())));

        ObjectNode indicator = one(second, ADDRESS_INDICATOR);
        assertThat(indicator.path("valid_from").asText()).isEqualTo("2026-03-02T08:14:05.000Z");
        assertThat(indicator.path("valid_until").asText()).isEqualTo("2026-04-11T08:14:05.000Z");
        assertThat(indicator.toString()).doesNotContain("10777").doesNotContain("SECOND").doesNotContain("10482");
        assertThat(ofType(second, "observed-data")).singleElement()
                .satisfies(seen -> assertThat(seen.path("first_observed").asText()).isEqualTo("2026-03-12T08:14:05.000Z"))
                .satisfies(seen -> assertThat(seen.path("id").asText()).isNotEqualTo("observed-data--972a42c2-80de-541d-9992-47caf2abd2d3"));
        assertThat(second.containerId()).isNotEqualTo("grouping--14fffbf1-837b-52e6-81c8-47b5a081e848");
    }

    @Test
    void anOlderTicketThatIsReadLaterMovesNothingBack() {
        StixPackage first = map(NOW, incident(Samples.badAddress()));
        StixPackage older = map(NOW.plusSeconds(60), new PublicationInput("OLDER", "10001", OPENED.minus(Duration.ofDays(5)), List.of(Samples.badAddress())));

        assertThat(one(older, ADDRESS_INDICATOR)).isEqualTo(one(first, ADDRESS_INDICATOR));
    }

    @Test
    void aWithdrawnIndicatorGoesOutOnceMoreAndNeverAgain() {
        StixPackage first = map(NOW, incident(Samples.badAddress()));

        PublicationInput withdrawal = incident(Samples.badAddress()).withdrawing(Set.of("ipv4|" + ADDRESS));
        StixPackage withdrawn = map(NOW.plusSeconds(60), withdrawal);
        StixPackage retried = map(NOW.plusSeconds(120), withdrawal);
        StixPackage later = map(NOW.plusSeconds(180), new PublicationInput("LATER", "10999", OPENED.plusSeconds(900), List.of(Samples.badAddress())));

        ObjectNode revoked = one(withdrawn, ADDRESS_INDICATOR);
        assertThat(revoked.path("revoked").asBoolean()).isTrue();
        assertThat(revoked.path("modified").asText()).isEqualTo("2026-03-02T08:21:31.482Z");
        ObjectNode lastVersion = one(first, ADDRESS_INDICATOR).deepCopy().put("modified", "2026-03-02T08:21:31.482Z").put("revoked", true);
        assertThat(revoked).isEqualTo(lastVersion);
        assertThat(withdrawn.indicators()).isEmpty();
        assertThat(ofType(withdrawn, "relationship")).isEmpty();
        assertThat(retried.all().toString()).isEqualTo(withdrawn.all().toString());
        assertThat(later.all()).noneMatch(object -> object.toString().contains(ADDRESS_INDICATOR));
        assertThat(later.leftOut()).singleElement().asString().contains(ADDRESS).contains("withdrawn");
    }

    @ParameterizedTest
    @CsvSource({"NO_THREAT_FOUND, 1", "UNKNOWN, 0", "NOT_CHECKED, 0", "SUSPICIOUS, 0"})
    void onlyAPositiveWordThatItIsHarmlessTakesAnIndicatorBack(VerdictValue now, int revoked) {
        StixPackage before = map(NOW, incident(Samples.badAddress(), Samples.badUrl()));
        PublicationInput changed = incident(finding(IndicatorType.IPV4, ADDRESS, now, 3), Samples.badUrl());

        StixPackage after = map(NOW.plusSeconds(60), changed.withdrawing(turnedHarmless(settings(), changed, before)));

        assertThat(ofType(after, "indicator")).filteredOn(indicator -> indicator.path("revoked").asBoolean()).hasSize(revoked);
        assertThat(ofType(after, "indicator")).filteredOn(indicator -> indicator.path("name").asText().equals(Samples.URL))
                .noneMatch(indicator -> indicator.has("revoked")).hasSize(1);
    }

    @Test
    void whatWasNeverPublishedCannotBeWithdrawn() {
        StixPackage nothing = map(NOW, incident(Samples.badAddress()).withdrawing(Set.of("ipv4|" + ADDRESS)));

        assertThat(ofType(nothing, "indicator")).isEmpty();
        assertThat(map(NOW, incident(Samples.badAddress())).indicators()).hasSize(1);
    }

    @Test
    void whereHarmlessValuesAreIndicatorsTooNothingIsTakenBack() {
        StixSettings everything = settings().withPublishVerdicts(Set.of(VerdictValue.values()));
        StixPackage before = map(everything, NOW, incident(Samples.badAddress()));
        PublicationInput changed = incident(finding(IndicatorType.IPV4, ADDRESS, VerdictValue.NO_THREAT_FOUND, 3));

        StixPackage after = map(everything, NOW.plusSeconds(60), changed.withdrawing(turnedHarmless(everything, changed, before)));

        assertThat(one(after, ADDRESS_INDICATOR).has("revoked")).isFalse();
        assertThat(one(after, ADDRESS_INDICATOR).path("indicator_types").toString()).isEqualTo("[\"benign\"]");
    }

    @Test
    void whatWasSentBeforeComesOutTheSameOfAnEmptyLedgerRevokedOrNot() {
        map(NOW, incident(Samples.badAddress(), Samples.badUrl()));
        PublicationInput withdrawal = incident(Samples.badAddress(), Samples.badUrl()).withdrawing(Set.of("ipv4|" + ADDRESS));
        StixPackage sent = map(NOW.plusSeconds(60), withdrawal);
        InMemoryLedger empty = new InMemoryLedger();

        new SentBefore(empty).learn(List.copyOf(sent.all()));

        assertThat(new StixMapper(settings(), empty, at(NOW.plusSeconds(600))).map(withdrawal).all().toString()).isEqualTo(sent.all().toString());
    }

    @Test
    void aTicketThatComesInBetweenKeepsTheLongerValidity() {
        Instant later = OPENED.plus(Duration.ofDays(10));
        ObjectLedger contended = new ObjectLedger() {
            private boolean quiet = true;

            @Override
            public Versioned version(String id, String hash, Instant now) {
                if (quiet && id.equals(ADDRESS_INDICATOR)) {
                    quiet = false;
                    new StixMapper(settings(), this, at(now)).map(new PublicationInput("OTHER", "10777", later, List.of(Samples.badAddress())));
                }
                return ledger.version(id, hash, now);
            }

            @Override
            public Optional<Versioned> revoke(String id, String hash, Instant now) {
                return ledger.revoke(id, hash, now);
            }

            @Override
            public Reported reported(String indicatorId, Instant incidentCreatedAt) {
                return ledger.reported(indicatorId, incidentCreatedAt);
            }
        };

        StixPackage mapped = new StixMapper(settings(), contended, at(NOW)).map(incident(Samples.badAddress()));

        assertThat(one(mapped, ADDRESS_INDICATOR).path("valid_until").asText()).isEqualTo("2026-04-11T08:14:05.000Z");
        assertThat(one(mapped, ADDRESS_INDICATOR).path("valid_from").asText()).isEqualTo("2026-03-02T08:14:05.000Z");
    }

    private Set<String> turnedHarmless(StixSettings settings, PublicationInput changed, StixPackage before) {
        return new StixMapper(settings, ledger, at(NOW)).turnedHarmless(changed, before.indicators());
    }
}
