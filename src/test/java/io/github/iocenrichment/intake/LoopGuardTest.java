package io.github.iocenrichment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.iocenrichment.intake.LoopGuard.Owner;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.stix.StixIds;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.RecordStore;
import io.github.iocenrichment.store.RecordStore.OwnRecord;
import io.github.iocenrichment.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which polled incidents are our own records: the mark counts only together with what the store or Ivanti knows. */
class LoopGuardTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final String KNOWN = "grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b11";
    private static final String PENDING = "grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b12";
    private static final String UNKNOWN = "grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b13";
    private static final String RECORD = "ABCDEF0123456789ABCDEF0123456789";
    private static final String OTHER = "00CDEF0123456789ABCDEF0123456789";
    private static final StixIds IDS = new StixIds("identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11");
    private Store store;

    @BeforeEach
    void twoRecordsOneOfThemWithoutAnAnswer() {
        store = Store.open(Databases.H2.fresh("guard"), Clock.fixed(NOW, ZoneOffset.UTC));
        store.records().intended(new OwnRecord(KNOWN, subject("48213", KNOWN), "48213", null), NOW);
        store.records().created(KNOWN, RECORD, NOW);
        store.records().intended(new OwnRecord(PENDING, subject("48214", PENDING), "48214", null), NOW);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static String subject(String source, String grouping) {
        return "Intel published for INC" + source + " [ti-record:" + grouping + "]";
    }

    private LoopGuard guard(String account) {
        return new LoopGuard(store.records(), IDS, account, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Incident incident(String recId, String subject, String createdBy) {
        return new Incident(recId, "48300", subject, "", "Logged", "3", NOW, null, "", "", false, "", "", "", "", "", createdBy);
    }

    static Stream<Arguments> incidents() {
        return Stream.of(
                Arguments.of("a known record, whatever its subject says now", RECORD, "Renamed by somebody", "svc-ti", "", Owner.OURS, 1),
                Arguments.of("a record whose answer was lost", OTHER, subject("48214", PENDING), "anybody", "", Owner.OURS, 2),
                Arguments.of("a reply to that record", OTHER, "RE: " + subject("48214", PENDING), "svc-ti", "svc-ti", Owner.OTHERS, 0),
                Arguments.of("a reply to a known record", OTHER, "RE: " + subject("48213", KNOWN), "svc-ti", "svc-ti", Owner.OTHERS, 0),
                Arguments.of("a second incident with a known mark", OTHER, subject("48213", KNOWN), "svc-ti", "svc-ti", Owner.OTHERS, 0),
                Arguments.of("half a mark", OTHER, "FW: Your invoice 4711 [ti-record:", "svc-ti", "svc-ti", Owner.OTHERS, 0),
                Arguments.of("an unknown mark by our account", OTHER, subject("48215", UNKNOWN), "SVC-TI", "svc-ti", Owner.OURS, 3),
                Arguments.of("an unknown mark by another account", OTHER, subject("48215", UNKNOWN), "imarchetti", "svc-ti", Owner.OTHERS, 0),
                Arguments.of("an unknown mark while our account is not known", OTHER, subject("48215", UNKNOWN), "imarchetti", "", Owner.UNDECIDED, 0),
                Arguments.of("an unknown mark of an incident without CreatedBy", OTHER, subject("48215", UNKNOWN), "", "svc-ti", Owner.UNDECIDED, 0),
                Arguments.of("an unknown mark that names no source", OTHER, "x [ti-record:" + UNKNOWN + "]", "imarchetti", "", Owner.OTHERS, 0),
                Arguments.of("no mark", OTHER, "Suspicious mail", "svc-ti", "svc-ti", Owner.OTHERS, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("incidents")
    void aMarkCountsOnlyTogetherWithWhatIsKnown(String what, String recId, String subject, String createdBy, String account, Owner owner, int rule) {
        LoopGuard.Ruling ruling = guard(account).judge(incident(recId, subject, createdBy));

        assertThat(ruling.owner()).isEqualTo(owner);
        assertThat(ruling.rule()).isEqualTo(rule);
        if (owner == Owner.OURS) {
            assertThat(guard("").judge(incident(recId, "Renamed", createdBy)).rule()).as("from now on by its key").isEqualTo(1);
        }
    }

    @Test
    void aRecordWhoseKeyIsNotedWhileItIsJudgedIsOurs() {
        LoopGuard.Ruling ruling = guard("").judge(incident(RECORD, subject("48213", KNOWN), "anybody"), Optional.empty());
        assertThat(ruling.owner()).isEqualTo(Owner.OURS);
        assertThat(ruling.rule()).isEqualTo(1);
    }

    @Test
    void theAccountThatIvantiNamedBeatsTheSetting() {
        store.records().account("svc-learned", NOW);

        assertThat(guard("svc-set").judge(incident(OTHER, subject("48215", UNKNOWN), "svc-set")).owner()).isEqualTo(Owner.OTHERS);
        assertThat(guard("svc-set").judge(incident(OTHER, subject("48215", UNKNOWN), "svc-learned")).owner()).isEqualTo(Owner.OURS);
    }

    @Test
    void theSourceIncidentDecidesWhereTheAccountIsNotKnown() {
        String made = IDS.container("grouping", RECORD, 1);
        Incident ours = incident(OTHER, subject("48215", made), "");

        assertThat(guard("").judgeBySource(ours, "48215", null).owner()).as("Ivanti has no such incident").isEqualTo(Owner.OTHERS);
        assertThat(guard("").judgeBySource(ours, "48215", OTHER).owner()).as("the mark is another incident's").isEqualTo(Owner.OTHERS);
        assertThat(guard("").judgeBySource(ours, "48215", RECORD)).extracting(LoopGuard.Ruling::owner, LoopGuard.Ruling::rule)
                .containsExactly(Owner.OURS, 3);
    }

    @Test
    void eachDecisionIsKeptOnceAndAnIncidentWithoutAMarkIsNone() {
        LoopGuard guard = guard("");
        for (Incident incident : new Incident[] {incident(RECORD, subject("48213", KNOWN), ""), incident(RECORD, subject("48213", KNOWN), ""),
                incident(OTHER, "FW: [ti-record:", ""), incident("11CDEF0123456789ABCDEF0123456789", "Suspicious mail", "")}) {
            guard.report(Map.of(incident, guard.judge(incident)));
        }

        assertThat(store.records().decisions(10)).extracting(RecordStore.GuardDecision::leftOut, RecordStore.GuardDecision::rule,
                RecordStore.GuardDecision::reason)
                .containsExactlyInAnyOrder(tuple(true, 1, "it is our own record of INC48213"),
                        tuple(false, 0, "its subject holds only a part of a record's mark"));
    }
}
