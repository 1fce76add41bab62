package io.github.iocenrichment.sandbox;

import java.time.Clock;

/**
 * How a sandbox starts.
 *
 * @param port            first of ten ports in a row on loopback; 0 takes any free ones
 * @param clock           the time in which incidents are dated, signatures expire and quotas run
 * @param seed            same seed, same RecIds, incident numbers and chances
 * @param sampleIncidents whether the sample incidents are there from the start
 * @param keys            the keys that open the doors
 */
public record SandboxOptions(int port, Clock clock, long seed, boolean sampleIncidents, SandboxKeys keys) {

    /** Any free ports, system clock, sample incidents on. */
    public static SandboxOptions standard() {
        return new SandboxOptions(0, Clock.systemUTC(), 4711, true, SandboxKeys.standard());
    }

    public SandboxOptions withPort(int first) {
        return new SandboxOptions(first, clock, seed, sampleIncidents, keys);
    }

    public SandboxOptions withClock(Clock other) {
        return new SandboxOptions(port, other, seed, sampleIncidents, keys);
    }

    public SandboxOptions withSeed(long other) {
        return new SandboxOptions(port, clock, other, sampleIncidents, keys);
    }

    public SandboxOptions withSampleIncidents(boolean on) {
        return new SandboxOptions(port, clock, seed, on, keys);
    }
}
