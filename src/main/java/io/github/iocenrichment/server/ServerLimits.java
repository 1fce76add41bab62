package io.github.iocenrichment.server;

import java.time.Duration;

/**
 * What one caller, and all of them together, may take of the server.
 *
 * @param connections    open connections; a further one closes the one that has been waiting longest
 * @param bodyBytes      longest body of a request, refused from its declared length on
 * @param lineBytes      longest request line
 * @param headerBytes    all header fields of a request together
 * @param headerFields   header fields of a request
 * @param pipelined      requests that may arrive on a connection before the first of them is answered
 * @param requestTime    time for a request to arrive whole, head and body each
 * @param keepAlive      time that an answered connection is kept for a further request to arrive
 * @param stalled        time without progress after which a connection is closed, whatever it does
 * @param wrongToken     delay of the answer to a wrong token
 */
record ServerLimits(int connections, int bodyBytes, int lineBytes, int headerBytes, int headerFields, int pipelined, Duration requestTime,
                    Duration keepAlive, Duration stalled, Duration wrongToken) {

    static final ServerLimits STANDARD = new ServerLimits(256, 8192, 4096, 8192, 100, 8, Duration.ofSeconds(10), Duration.ofSeconds(30),
            Duration.ofSeconds(60), Duration.ofSeconds(1));
}
