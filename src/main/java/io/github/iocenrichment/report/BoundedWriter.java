package io.github.iocenrichment.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/** Takes so many characters and no more: a template that loops must not fill the memory. */
final class BoundedWriter extends Writer {
    private final StringWriter out = new StringWriter();
    private final int max;

    BoundedWriter(int max) {
        this.max = max;
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        if (out.getBuffer().length() + length > max) {
            throw new IOException("writes more than " + max + " characters");
        }
        out.write(chars, offset, length);
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
