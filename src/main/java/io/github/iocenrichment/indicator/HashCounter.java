package io.github.iocenrichment.indicator;

import java.util.Arrays;

/**
 * Counts distinct texts within bounded memory: it keeps a 64-bit hash of each, and at most {@link #MOST} of them. Two texts with the same hash count as
 * one, which for a hundred thousand texts happens with a probability of one in four thousand million.
 */
final class HashCounter {
    /** Hashes that are kept; 1 MiB of them. */
    static final int MOST = 100_000;
    private static final int SMALLEST = 64;
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long[] slots = new long[0];
    private int size;

    /** The hash of a type and a value: FNV-1a, its bits mixed as in SplitMix64; never 0. */
    static long hash(IndicatorType type, String value) {
        long hash = (OFFSET ^ type.ordinal() + 1) * PRIME;
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * PRIME;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return hash == 0 ? 1 : hash;
    }

    boolean contains(long hash) {
        return slots.length > 0 && slots[slot(hash)] == hash;
    }

    boolean isFull() {
        return size >= MOST;
    }

    /** Keeps a hash that is not there yet, unless this counter is full. */
    void add(long hash) {
        if (isFull()) {
            return;
        }
        if ((size + 1) * 4L > slots.length * 3L) {
            grow();
        }
        int at = slot(hash);
        if (slots[at] == 0) {
            slots[at] = hash;
            size++;
        }
    }

    private int slot(long hash) {
        int mask = slots.length - 1;
        int at = (int) hash & mask;
        while (slots[at] != 0 && slots[at] != hash) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[Math.max(SMALLEST, before.length * 2)];
        Arrays.stream(before).filter(hash -> hash != 0).forEach(hash -> slots[slot(hash)] = hash);
    }
}
