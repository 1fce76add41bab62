package io.github.iocenrichment.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Records of an XLSB workbook as MS-XLSB lays them out, and the tokens of formulas in them. */
final class BinaryRecords {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** One record more. */
    BinaryRecords with(int type, byte[]... data) {
        byte[] all = of(data);
        if (type >= 0x80) {
            bytes.write(type & 0x7F | 0x80);
            bytes.write(type >> 7);
        } else {
            bytes.write(type);
        }
        int length = all.length;
        while (length >= 0x80) {
            bytes.write(length & 0x7F | 0x80);
            length >>= 7;
        }
        bytes.write(length);
        bytes.writeBytes(all);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Row and cells of one row, each cell a record of this type with the given content. */
    static byte[] sheet(int type, byte[]... content) {
        return new BinaryRecords().with(129).with(145).with(0, number(0), new byte[13]).with(type, of(number(1), number(0)), of(content)).with(146).with(130)
                .bytes();
    }

    static byte[] number(int value) {
        return new byte[]{(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    }

    static byte[] string(String text) {
        return of(number(text.length()), text.getBytes(StandardCharsets.UTF_16LE));
    }

    /** Without fonts and phonetics. */
    static byte[] rich(String text) {
        return of(new byte[1], string(text));
    }

    /** What a formula with a text as its result holds: result, flags, tokens, no arrays. */
    static byte[] formula(String result, byte[]... tokens) {
        return of(string(result), new byte[2], number(of(tokens).length), of(tokens), number(0));
    }

    static byte[] text(String text) {
        return of(new byte[]{0x17, (byte) text.length(), (byte) (text.length() >> 8)}, text.getBytes(StandardCharsets.UTF_16LE));
    }

    static byte[] integer(int value) {
        return new byte[]{0x1E, (byte) value, (byte) (value >> 8)};
    }

    static byte[] concatenate() {
        return new byte[]{0x08};
    }

    /** @param number of a function with as many operands as it always has */
    static byte[] function(int number) {
        return new byte[]{0x21, (byte) number, (byte) (number >> 8)};
    }

    static byte[] function(int number, int operands) {
        return new byte[]{0x22, (byte) operands, (byte) number, (byte) (number >> 8)};
    }

    static byte[] of(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
