package io.github.iocenrichment.bench;

import io.github.iocenrichment.indicator.ContentKind;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import java.util.Locale;
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
            text = mixedLog(5 << 20, new Random(7));
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

    private static String mixedLog(int length, Random random) {
        StringBuilder log = new StringBuilder(length + 400);
        for (int i = 0; log.length() < length; i++) {
            String address = (random.nextInt(200) + 20) + "." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
            String host = "h" + random.nextInt(5000) + ".mossy-anvil" + random.nextInt(50) + ".net";
            String hash = String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
            log.append(switch (random.nextInt(7)) {
                case 0 -> "2026-01-02T10:11:12.123Z fw01 action=deny src=" + address + " spt=52312 dst=10.1.2.3 dpt=443 proto=tcp rule=\"block\"\n";
                case 1 -> "1700000000.123 200 10.0.0.5 TCP_TUNNEL/200 3919 CONNECT " + host + ":443 - HIER_DIRECT/" + address + " -\n";
                case 2 -> "{\"event.id\":\"" + i + "\",\"url\":\"https:\\/\\/" + host + "\\/a?x=" + i
                        + "\\u0026y=2\",\"agent\":\"Mozilla/5.0 Edg/128.0.0.0\"}\n";
                case 3 -> "at com.acme.mail.Sender.run(Sender.java:" + i + ") caused by java.net.ConnectException: Connection timed out\n";
                case 4 -> "process C:\\Windows\\System32\\svchost.exe md5=" + hash + " signed=true user=CORP\\bob\n";
                case 5 -> "The user clicked the link in a suspicious mail; the machine was isolated and the password was reset on Monday.\n";
                default -> "connect from mail" + i + ".fjord-post.no[" + address + "]: queued as 4XyZ, from=<user" + i + "@" + host + ">\n";
            });
        }
        return log.toString();
    }
}
