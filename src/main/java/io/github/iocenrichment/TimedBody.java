package io.github.iocenrichment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The body of an answer that comes to its end in time or not at all. The client's own time-out starts anew with every byte, so a far side that sends
 * one now and then would hold a thread, and with it an incident, for as long as it likes.
 */
final class TimedBody extends HttpEntityWrapper {
    private final Duration longest;
    private final ExecRuntime connection;

    /**
     * @param longest    time from the first reading to the end
     * @param connection thrown away when the body is not read to its end: the client would else read the rest, to use the connection again
     */
    TimedBody(HttpEntity body, Duration longest, ExecRuntime connection) {
        super(body);
        this.longest = longest;
        this.connection = connection;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new Timed(super.getContent());
    }

    private final class Timed extends FilterInputStream {
        private final long begun = System.nanoTime();
        private boolean ended;

        Timed(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            checkTime();
            int one = super.read();
            ended |= one < 0;
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            checkTime();
            int read = super.read(bytes, from, most);
            ended |= read < 0;
            return read;
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                connection.discardEndpoint();
            }
            super.close();
        }

        private void checkTime() throws SocketTimeoutException {
            if (System.nanoTime() - begun > longest.toNanos()) {
                throw new SocketTimeoutException("the answer did not end in time");
            }
        }
    }
}
