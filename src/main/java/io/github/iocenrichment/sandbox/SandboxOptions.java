package io.github.iocenrichment.sandbox;

import java.time.Clock;
import java.time.Duration;

/**
 * How a sandbox starts.
 *
 * @param port            first of {@link #PORTS} ports in a row on loopback; 0 takes any free ones
 * @param clock           the time in which incidents are dated, signatures expire and quotas run
 * @param seed            same seed, same RecIds, incident numbers and chances
 * @param sampleIncidents how many of the sample incidents are there from the start, the first ones of the list
 * @param latency         how long each system waits before it works on a request; the control API never does
 * @param keys            the keys that open the servers
 */
public record SandboxOptions(int port, Clock clock, long seed, int sampleIncidents, Duration latency, SandboxKeys keys) {
    /** One for each system, and one for control. */
    public static final int PORTS = SandboxSystem.values().length + 1;
    private static final int ALL = Integer.MAX_VALUE;

    /** Any free ports, system clock, all sample incidents, no latency. */
    public static SandboxOptions standard() {
        return new SandboxOptions(0, Clock.systemUTC(), 4711, ALL, Duration.ZERO, SandboxKeys.standard());
    }

    public SandboxOptions withPort(int first) {
        return new SandboxOptions(first, clock, seed, sampleIncidents, latency, keys);
    }

    public SandboxOptions withClock(Clock other) {
        return new SandboxOptions(port, other, seed, sampleIncidents, latency, keys);
    }

    public SandboxOptions withSeed(long other) {
        return new SandboxOptions(port, clock, other, sampleIncidents, latency, keys);
    }

    public SandboxOptions withSampleIncidents(boolean on) {
        return withSampleIncidents(on ? ALL : 0);
    }

    public SandboxOptions withSampleIncidents(int most) {
        return new SandboxOptions(port, clock, seed, most, latency, keys);
    }

    public SandboxOptions withLatency(Duration other) {
        return new SandboxOptions(port, clock, seed, sampleIncidents, other, keys);
    }
}
