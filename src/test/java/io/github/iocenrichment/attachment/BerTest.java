package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BerTest {
    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "04 02 6869, hi",
        "24 06 04 01 68 04 01 69, hi",
        "24 80 04 01 68 04 01 69 0000, hi",
        "24 80 24 80 04 01 68 0000 24 05 04 03 657921 0000, hey!",
        "24 80 04 01 68 04 05 69, hi",
        "04 82 0002 6869, hi"})
    void putsAStringTogetherFromItsPieces(String hex, String text) throws UnreadException {
        assertThat(new Ber(bytes(hex)).octets(4)).asString().isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"''", "04", "05 00", "24 03 05 01 00", "04 85 0102030405"})
    void namesWhatIsDamaged(String hex) {
        assertThatThrownBy(() -> new Ber(bytes(hex)).octets(4)).isInstanceOf(UnreadException.class).hasMessage("damaged signed content");
    }

    /** Each level looked at all levels within it again: 12 MiB of pieces took 16 s. */
    @Test
    void looksAtThePiecesOfManyLevelsOnce() throws UnreadException {
        byte[] nested = new byte[12 << 20];
        int at = 0;
        for (; at < 96; at += 2) {
            nested[at] = 0x24;
            nested[at + 1] = (byte) 0x80;
        }
        byte[] piece = {4, 1, 'x'};
        for (; at + 200 < nested.length; at += piece.length) {
            System.arraycopy(piece, 0, nested, at, piece.length);
        }
        byte[] octets = new Ber(nested).octets(4);
        assertThat(octets).hasSize((nested.length - 96 - 200 + 2) / 3).containsOnly('x');
    }
}
