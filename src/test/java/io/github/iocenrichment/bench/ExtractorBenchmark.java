package io.github.iocenrichment.bench;

import io.github.iocenrichment.indicator.ContentKind;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.load.LogText;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** MiB a second (column {@code mebibytes}) on a mixed log of 5 MiB and on hostile lines of 200 KB. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class ExtractorBenchmark {
    private static final IndicatorExtractor EXTRACTOR = new IndicatorExtractor(ExtractionRules.builtIn());

    /** Text read, counted beside the runs. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        public double mebibytes;
    }

    /** A log of many kinds of lines. */
    @State(Scope.Benchmark)
    public static class MixedLog {
        String text;

        @Setup
        public void write() {
            text = LogText.of(5 << 20, new Random(7));
        }
    }

    /** One long line of one piece. */
    @State(Scope.Benchmark)
    public static class HostileLine {
        @Param({"a.", "1.", ":", "%25", "(", "@", "[.]", "http://", "hxxp[:]//", "a.net,", "http://a.net/?u=", "1.2.3.4 ", "a.zip "})
        String piece;
        String text;

        @Setup
        public void write() {
            text = piece.repeat(200_000 / piece.length());
        }
    }

    @Benchmark
    public int mixedLog(MixedLog log, Volume volume) {
        volume.mebibytes += log.text.length() / 1048576.0;
        return EXTRACTOR.extract(log.text, ContentKind.PLAIN, "log", "").size();
    }

    @Benchmark
    public int hostileLine(HostileLine line, Volume volume) {
        volume.mebibytes += line.text.length() / 1048576.0;
        return EXTRACTOR.extract(line.text, ContentKind.PLAIN, "line", "").size();
    }
}
