package io.github.iocenrichment.attachment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process of its own that reads files as the service does: with its limits, a quarter of its heap, and several at a time. */
public final class ReadingProcess {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReadingProcess() {
    }

    /**
     * @param arguments how many at a time, and the files; a line of JSON is written for each
     */
    public static void main(String[] arguments) throws Exception {
        AttachmentLimits limits = new AttachmentLimits(10 << 20, 64 << 20, 24 << 20, 200, 2_000, 10, 8_000_000, Duration.ofSeconds(20));
        AttachmentReader reader = new AttachmentReader(limits, List.of("infected"), MemoryBudget.ofHeap(25));
        IndicatorExtractor extractor = new IndicatorExtractor(ExtractionRules.builtIn());
        ExecutorService workers = Executors.newFixedThreadPool(Integer.parseInt(arguments[0]));
        List<Future<String>> lines = Arrays.stream(arguments).skip(1).map(file -> workers.submit(() -> line(reader, extractor, Path.of(file)))).toList();
        for (Future<String> line : lines) {
            System.out.println(line.get());
        }
        // a reading that was left behind must not keep the process
        System.exit(0);
    }

    private static String line(AttachmentReader reader, IndicatorExtractor extractor, Path file) throws Exception {
        String name = file.getFileName().toString();
        IndicatorCollection found = new IndicatorCollection(10_000).within(5_000);
        long begin = System.nanoTime();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        AttachmentText text = reader.read(name, Files.readAllBytes(file),
                piece -> extractor.extract(piece.text(), piece.kind(), name, piece.path(), found));
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream().filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
                .mapToLong(pool -> pool.getPeakUsage().getUsed()).max().orElse(0);
        return JSON.writeValueAsString(Map.of("file", name, "indicators", found.size(), "early",
                found.indicators().stream().anyMatch(each -> each.value().equals("early.net")), "leftOut", found.leftOut().toString(),
                "unread", text.unread().toString(), "retry", String.valueOf(text.retryReason()), "millis", (System.nanoTime() - begin) / 1_000_000,
                "peakMiB", peak >> 20));
    }
}
