package io.github.iocenrichment.indicator;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.binary.Base64;

/** Text in base64 of either alphabet, whatever stands between its characters and behind the last whole byte. */
final class Base64Text {
    private Base64Text() {
    }

    static String decoded(String base64) {
        return of(Base64.decodeBase64(base64));
    }

    /** Programs for Windows write UTF-16, in which every second byte of such a text is 0; all others UTF-8. */
    static String of(byte[] bytes) {
        int zeros = 0;
        for (int i = 1; i < bytes.length; i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return new String(bytes, zeros * 4 > bytes.length ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
    }
}
