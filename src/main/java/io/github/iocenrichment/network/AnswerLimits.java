package io.github.iocenrichment.network;

import io.github.iocenrichment.http.AnswerTooLongException;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.Source.Trait;
import io.github.iocenrichment.source.SourceCatalog;
import java.time.Duration;
import org.apache.commons.lang3.StringUtils;

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

    /** Ivanti's attachments may take their time; a server that never ends must not hold an incident. */
    private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(10);
    /** For addresses that have no settings of their own. */
    private static final Duration OTHER_TIMEOUT = Duration.ofSeconds(20);

    /** Those of a system by its settings. @param system name of the system, as in its settings, or a scheme */
    public static AnswerLimits of(Settings settings, String system) {
        if (system.equals("ivanti")) {
            return new AnswerLimits(system, settings.number("ivanti.max-answer-bytes"), "ivanti.max-answer-bytes", LONGEST_DOWNLOAD,
                    Unpacked.WHEN_ANNOUNCED);
        }
        // lists of exploited CVEs share their limits
        String group = StringUtils.substringBefore(SourceCatalog.group(system), ".");
        String setting = SourceCatalog.is(system, Trait.COPIED) || system.equals("intelx") ? group + ".max-answer-bytes" : "source.max-answer-bytes";
        Duration time = settings.all().containsKey(group + ".timeout") ? settings.duration(group + ".timeout") : OTHER_TIMEOUT;
        return new AnswerLimits(system, settings.number(setting), setting, time, Unpacked.BY_FIRST_BYTES);
    }

    /** Those of Ivanti for files. A file of ours is recognised by its bytes, also where attachments of its length are not read. */
    public static AnswerLimits ofFiles(Settings settings) {
        return new AnswerLimits("ivanti", Math.max(settings.number("ivanti.attachment.max-bytes"), settings.number("ivanti.note.file.max-bytes")),
                "ivanti.attachment.max-bytes", LONGEST_DOWNLOAD, Unpacked.WHEN_ANNOUNCED);
    }

    /** The same within a shorter time. */
    public AnswerLimits within(Duration shorter) {
        return new AnswerLimits(system, bytes, setting, shorter, unpacked);
    }

    AnswerTooLongException tooLong() {
        return new AnswerTooLongException(system, bytes, setting);
    }
}
