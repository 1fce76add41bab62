package io.github.iocenrichment.sandbox;

import java.time.Instant;
import java.util.List;

/**
 * One line of the request journal.
 *
 * @param when    arrival, by the sandbox's clock
 * @param system  the system that received it
 * @param method  HTTP method
 * @param path    path and query, keys and signatures masked
 * @param headers names of the request headers, in lower case; never their values
 * @param bytes   size of the request body
 * @param status  status that was sent; 0 when the connection was cut
 * @param applied whether the request took effect; false for refusals by a fault or by the key guard
 */
public record RequestRecord(Instant when, SandboxSystem system, String method, String path, List<String> headers, int bytes, int status,
                            boolean applied) {
}
