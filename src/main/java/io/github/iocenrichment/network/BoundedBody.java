package io.github.iocenrichment.network;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that ends in time and within its length, or fails. The client's own time-out starts anew with every byte, so a server that
 * sends one now and then would hold a thread, and with it an incident, for as long as it likes. A body that is not read to its end takes its
 * connection with it: the client would else read the rest, to use the connection again.
 */
final class BoundedBody extends HttpEntityWrapper {
    private final AnswerLimits limits;
    private final boolean announced;
    private final ExecRuntime connection;
    private @Nullable InputStream content;

    /**
     * @param announced whether the headers say that the body is compressed
     * @throws IOException when the headers already say that it is too long; the connection is closed then
     */
    BoundedBody(HttpEntity body, AnswerLimits limits, boolean announced, ExecRuntime connection) throws IOException {
        super(body);
        this.limits = limits;
        this.announced = announced;
        this.connection = connection;
        if (body.getContentLength() > limits.bytes()) {
            connection.discardEndpoint();
            throw limits.tooLong();
        }
    }

    @Override
    public InputStream getContent() throws IOException {
        if (content == null) {
            InputStream received = new Bounded(super.getContent());
            boolean mayBePacked = announced || limits.unpacked() == AnswerLimits.Unpacked.BY_FIRST_BYTES;
            content = mayBePacked ? new Bounded(new UnpackedStream(received)) : received;
        }
        return content;
    }

    /** Of a body that may be unpacked on its way nobody knows the length. */
    @Override
    public long getContentLength() {
        return announced || limits.unpacked() == AnswerLimits.Unpacked.BY_FIRST_BYTES ? -1 : super.getContentLength();
    }

    private final class Bounded extends FilterInputStream {
        private final long begun = System.nanoTime();
        private long left = limits.bytes();
        private boolean ended;

        Bounded(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            checkTime();
            int one = super.read();
            count(one < 0 ? -1 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            checkTime();
            int read = super.read(bytes, from, most);
            count(read);
            return read;
        }

        private void count(int read) throws IOException {
            ended |= read < 0;
            left -= Math.max(0, read);
            if (left < 0) {
                connection.discardEndpoint();
                throw limits.tooLong();
            }
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                connection.discardEndpoint();
            }
            super.close();
        }

        private void checkTime() throws SocketTimeoutException {
            if (System.nanoTime() - begun > limits.time().toNanos()) {
                throw new SocketTimeoutException("the answer did not end in time");
            }
        }
    }
}
