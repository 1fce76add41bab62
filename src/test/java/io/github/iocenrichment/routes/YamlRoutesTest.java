package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.ScenarioRun;
import io.github.iocenrichment.scenario.Scenario;
import io.github.iocenrichment.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The tests that are written as YAML, as the command {@code test} runs them; the steps that they reach count as reached. */
class YamlRoutesTest {
    @AfterAll
    static void ran() throws IOException {
        RouteCoverage.ran(YamlRoutesTest.class);
    }

    @Test
    void allOfThemPass() throws Exception {
        List<Scenario> tests = ScenarioFiles.read(List.of(), Path.of("tests"));
        List<String> failed = new ArrayList<>();
        List<Scenario> run = new ArrayList<>();
        ScenarioRun.run(tests, camel -> camel.getCamelContextExtension().addInterceptStrategy(new RouteCoverage()), result -> {
            run.add(result.test());
            if (!result.isPassed()) {
                failed.add(result.test().place() + "  " + result.test().name() + "\n    " + String.join("\n    ", result.differences()));
            }
        });
        assertThat(run).isNotEmpty().hasSameSizeAs(tests);
        assertThat(failed).as(() -> "\n" + String.join("\n", failed) + "\n").isEmpty();
    }
}
