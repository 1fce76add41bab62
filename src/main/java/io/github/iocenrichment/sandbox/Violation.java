package io.github.iocenrichment.sandbox;

import java.time.Instant;

/**
 * A request that no correct client sends: another system's key, or a call the product must never make.
 *
 * @param when   arrival, by the sandbox's clock
 * @param system the system that received it
 * @param what   what was wrong, without the secret itself
 */
public record Violation(Instant when, SandboxSystem system, String what) {
}
