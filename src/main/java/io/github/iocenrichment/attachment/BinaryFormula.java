package io.github.iocenrichment.attachment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.poi.ss.formula.function.FunctionMetadataRegistry;
import org.apache.poi.util.LittleEndian;

/**
 * A formula of an XLSB workbook in the form in which it is typed in, as far as its texts go: {@code "ht"&"tp://…"}, {@code CHAR(104)&…}. References to
 * cells and whatever else holds no text are a question mark. Its tokens are those of MS-XLSB, 2.5.97: operands first, then what is done with them.
 */
final class BinaryFormula {
    /** A formula cannot be longer in bytes, says Excel. */
    private static final int LONGEST = 16_384;
    private static final String OTHER = "?";
    /** Function number of a function that is not one of Excel's own: its name is the first operand. */
    private static final int NAMED = 255;
    private static final int CLASSES = 0x60;
    private static final int UNKNOWN = -1;

    private final byte[] tokens;
    private final Deque<String> operands = new ArrayDeque<>();
    private int at;

    private BinaryFormula(byte[] tokens) {
        this.tokens = tokens;
    }

    /** Empty when there is a token that is not known, or the formula is longer than any. */
    static Optional<String> text(byte[] tokens) {
        BinaryFormula formula = new BinaryFormula(tokens);
        boolean known = tokens.length <= LONGEST;
        while (known && formula.at < tokens.length) {
            known = formula.token();
        }
        return known ? Optional.of(String.join(" ", (Iterable<String>) formula.operands::descendingIterator)) : Optional.empty();
    }

    /** Takes one token; false when it is not known or cut. */
    private boolean token() {
        int type = tokens[at++] & 0xFF;
        // reference, value and array: three classes of the same token
        int base = type > 0x3F ? type & 0x1F | 0x20 : type;
        if (base >= 0x03 && base <= 0x11) {
            return binary(base == 0x08 ? "&" : " ");
        }
        return switch (base) {
            case 0x12, 0x13, 0x14, 0x15 -> true;
            case 0x17 -> string();
            case 0x19 -> attribute();
            case 0x1E -> has(2) && operand(String.valueOf(LittleEndian.getUShort(tokens, at)), 2);
            case 0x1F -> has(8) && operand(String.valueOf((long) LittleEndian.getDouble(tokens, at)), 8);
            case 0x21 -> has(2) && function(LittleEndian.getUShort(tokens, at), UNKNOWN, 2);
            case 0x22 -> has(3) && function(LittleEndian.getUShort(tokens, at + 1) & 0x7FFF, tokens[at] & 0x7F, 3);
            default -> length(base) != UNKNOWN && has(length(base)) && operand(OTHER, length(base));
        };
    }

    /** Bytes behind the type of a token that holds no text. */
    private static int length(int base) {
        return switch (base) {
            case 0x16 -> 0;
            case 0x1C, 0x1D -> 1;
            case 0x01, 0x02, 0x23 -> 4;
            case 0x24, 0x2A, 0x2C, 0x39 -> 6;
            case 0x3A, 0x3C -> 8;
            case 0x25, 0x2B, 0x2D -> 12;
            case 0x20, 0x3B, 0x3D -> 14;
            default -> UNKNOWN;
        };
    }

    private boolean has(int bytes) {
        return at + bytes <= tokens.length;
    }

    private boolean operand(String text, int bytes) {
        operands.push(text);
        at += bytes;
        return true;
    }

    private boolean string() {
        int bytes = has(2) ? 2 * LittleEndian.getUShort(tokens, at) : 0;
        if (!has(2 + bytes)) {
            return false;
        }
        String text = new String(tokens, at + 2, bytes, StandardCharsets.UTF_16LE);
        return operand('"' + text.replace("\"", "\"\"") + '"', 2 + bytes);
    }

    /** How a function is worked out; a choice has a table behind it. */
    private boolean attribute() {
        if (!has(3)) {
            return false;
        }
        boolean choice = (tokens[at] & 0x04) != 0;
        at += 3 + (choice ? 2 * (LittleEndian.getUShort(tokens, at + 1) + 1) : 0);
        return at <= tokens.length;
    }

    private boolean binary(String sign) {
        String second = operands.isEmpty() ? OTHER : operands.pop();
        String first = operands.isEmpty() ? OTHER : operands.pop();
        operands.push(first + sign + second);
        return true;
    }

    /** @param arguments how many; unknown for a function that always has the same number */
    private boolean function(int number, int arguments, int bytes) {
        var function = FunctionMetadataRegistry.getFunctionByIndex(number);
        int taken = arguments != UNKNOWN ? arguments : function == null ? operands.size() : function.getMinParams();
        StringBuilder text = new StringBuilder(")");
        for (int i = 0; i < taken && !operands.isEmpty(); i++) {
            text.insert(0, (i == taken - 1 ? "" : ",") + operands.pop());
        }
        String name = function == null || number == NAMED ? "" : function.getName();
        return operand(name + "(" + text, bytes);
    }
}
