package io.github.iocenrichment.http;

import io.github.iocenrichment.source.AnswerTooLongException;
import java.time.Duration;

/**
 * How far an answer of one system is read.
 *
 * @param system   name of the system, as in its settings
 * @param bytes    longest answer, counted after unpacking
 * @param setting  property of that length
 * @param time     longest time from the first byte of the body to its end, and as long from the request to the first byte
 * @param unpacked what is unpacked
 */
public record AnswerLimits(String system, long bytes, String setting, Duration time, Unpacked unpacked) {

    /** Which answers are unpacked before anybody reads them. */
    public enum Unpacked {
        /** Whatever begins like gzip or zlib: vendors announce gzip over plain bytes, or send it unannounced. */
        BY_FIRST_BYTES,
        /** What is announced and begins like it: a file that was asked for may itself be compressed. */
        WHEN_ANNOUNCED
    }

    AnswerTooLongException tooLong() {
        return new AnswerTooLongException(system, bytes, setting);
    }
}
