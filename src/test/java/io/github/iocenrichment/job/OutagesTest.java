package io.github.iocenrichment.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Systems that are away for long: the others are asked all the same, the note comes in time and says what is missing. */
class OutagesTest {
    @RegisterExtension
    private final FailingSystems world = new FailingSystems();

    static Stream<Arguments> outages() {
        List<Arguments> outages = new ArrayList<>();
        for (SandboxSystem vendor : List.of(SandboxSystem.ABUSEIPDB, SandboxSystem.VIRUSTOTAL, SandboxSystem.HYBRID_ANALYSIS)) {
            Map<String, Fault> kinds = new HashMap<>();
            kinds.put("is down", Fault.of(vendor, null, Fault.Kind.CUT_BEFORE));
            kinds.put("answers with pages", Fault.answer(vendor, null, 200, FailingSystems.HTML));
            kinds.put("refuses every call as too much", Fault.answer(vendor, null, 429, "{}"));
            kinds.put("is slower than its time-out", Fault.of(vendor, null, Fault.Kind.DELAY).delayed(5_000));
            kinds.forEach((words, fault) -> outages.add(Arguments.of(vendor, words, fault.always())));
        }
        return outages.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("outages")
    void oneVendorNeverStopsAnIncident(SandboxSystem vendor, String words, Fault outage) throws Exception {
        world.work();
        world.sandbox().addFault(outage);
        String incident = world.addIncident();

        world.awaitSkipping(() -> !world.sandbox().notes(incident).isEmpty() && World.isIdle(world.job()));

        world.assertOnce(incident);
        Map<SandboxSystem, String> names = Map.of(SandboxSystem.ABUSEIPDB, "AbuseIPDB", SandboxSystem.VIRUSTOTAL, "VirusTotal",
                SandboxSystem.HYBRID_ANALYSIS, "Hybrid Analysis");
        String note = world.notes(incident).get(0);
        names.forEach((system, name) -> assertThat(note.lines().filter(line -> line.strip().startsWith(name + ":") && line.contains(" – https://")).toList())
                .as("what %s says", name).satisfies(lines -> assertThat(lines.isEmpty()).isEqualTo(system == vendor)));
        assertThat(note).contains(names.get(vendor));
        for (SandboxSystem system : names.keySet()) {
            String shown = World.lastError(world.job(), names.get(system).toLowerCase(Locale.ROOT).replace(' ', '-'));
            assertThat(shown.isEmpty()).as("%s on the page: %s", system, shown).isEqualTo(system != vendor || words.contains("too much"));
        }
    }

    @Test
    void theNoteComesInTimeWhenIntelExchangeIsDownAndAFurtherOneReportsTheEnd() throws Exception {
        world.work();
        world.sandbox().addFault(Fault.answer(SandboxSystem.INTEL_EXCHANGE, null, 503, FailingSystems.HTML).always());
        String incident = world.addIncident();

        world.awaitSkipping(() -> !world.sandbox().notes(incident).isEmpty());
        assertThat(world.sandbox().ingestPosts()).isEmpty();
        assertThat(world.notes(incident)).hasSize(1).first().asString().contains("Intel Exchange").contains("pending");
        assertThat(World.lastError(world.job(), "intelx")).contains("503");

        world.sandbox().clearFaults();
        world.awaitSkipping(() -> world.sandbox().notes(incident).size() > 1 && World.isIdle(world.job()));
        assertThat(world.notes(incident)).hasSize(2).last().asString().contains("Sent to Intel Exchange").contains("record incident");
        assertThat(world.sandbox().recordIncidents()).hasSize(1);
        assertThat(world.sandbox().ingestPosts()).hasSize(1);
    }
}
