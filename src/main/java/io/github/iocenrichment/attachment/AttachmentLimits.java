package io.github.iocenrichment.attachment;

import java.time.Duration;

/**
 * How much one attachment may cost. What was found before a limit is kept; each limit that is hit is named in {@link AttachmentText#unread()}.
 *
 * @param bytesRead     bytes of the attachment itself ({@code attachment.max-bytes})
 * @param bytesUnpacked bytes that come out of it in all, over every level of archives, mails and documents ({@code attachment.max-unpacked-bytes})
 * @param bytesPerFile  bytes of one file inside it ({@code attachment.max-file-bytes})
 * @param ratio         unpacked bytes for one packed byte, looked at from the fourth MiB on: small files may be as regular as they
 *                      like ({@code attachment.max-ratio})
 * @param entries       files, mail parts and document parts in all ({@code attachment.max-entries})
 * @param depth         levels of files within files ({@code attachment.max-depth})
 * @param characters    characters of text in all ({@code attachment.max-characters})
 * @param time          how long the reading may take ({@code attachment.max-time})
 */
public record AttachmentLimits(int bytesRead, long bytesUnpacked, int bytesPerFile, int ratio, int entries, int depth, int characters,
                               Duration time) {
    /** The limits of the settings, with a shorter time. */
    public static final AttachmentLimits DEFAULT =
            new AttachmentLimits(32 << 20, 64L << 20, 24 << 20, 200, 2_000, 10, 8_000_000, Duration.ofSeconds(4));

    public AttachmentLimits {
        if (bytesRead < 1 || bytesUnpacked < 1 || bytesPerFile < 1 || ratio < 1 || entries < 1 || depth < 1 || characters < 1) {
            throw new IllegalArgumentException("a limit of an attachment is below 1");
        }
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("the time for an attachment is not above zero");
        }
    }
}
