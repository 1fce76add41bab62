package io.github.iocenrichment.attachment;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees when the heap is nearly full although garbage was just collected. What a library makes of a hostile file cannot always be foreseen; so a reading
 * asks here at its every step, and one of them ends before the process does. Safe for use by many threads.
 */
final class HeapGuard {
    /** Of the largest size of the old generation, used behind a collection. */
    private static final double FULL = 0.85;
    private static final HeapGuard PROCESS = new HeapGuard();

    private final @Nullable MemoryPoolMXBean old;
    private final List<GarbageCollectorMXBean> collectors;
    private long endedAt = -1;

    private HeapGuard() {
        this.old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported() && pool.isUsageThresholdSupported())
                .findFirst().orElse(null);
        this.collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(each -> old != null && List.of(each.getMemoryPoolNames()).contains(old.getName())).toList();
    }

    /** The guard of this process. */
    static HeapGuard ofProcess() {
        return PROCESS;
    }

    /** How often the old generation was collected. */
    long collections() {
        return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }

    /**
     * Whether the reading that asks has to end: the heap was nearly full behind a collection since it began, and no other reading has ended since then.
     *
     * @param atBegin {@link #collections()} when it began
     */
    boolean endsReading(long atBegin) {
        MemoryUsage behind = old == null ? null : old.getCollectionUsage();
        return behind != null && behind.getMax() > 0 && behind.getUsed() > FULL * behind.getMax() && isFirst(atBegin);
    }

    private synchronized boolean isFirst(long atBegin) {
        long now = collections();
        boolean first = now > atBegin && now != endedAt;
        endedAt = first ? now : endedAt;
        return first;
    }
}
