package io.github.iocenrichment.attachment;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.MemoryLimitException;

/** Opens a compressed stream whose decoder takes no more than so much memory. */
@FunctionalInterface
interface Decoder {
    /** Enough for bzip2 and the usual dictionaries. */
    int FIRST_KIB = 9 << 10;

    /**
     * @param memoryKiB KiB for the decoder; it throws {@link MemoryLimitException} when the stream asks for more
     */
    InputStream open(int memoryKiB) throws IOException;

    /**
     * Reads the stream to its end or to a limit and closes it. The memory of the decoder is reserved before it is taken: first the usual, and what the
     * stream asks for when that is more.
     *
     * @param packed   as in {@link Reading#unpack(InputStream, long, long)}
     * @param expected likewise
     * @throws UnreadException when the decoder needs more than the budget has
     */
    default Unpacked unpack(long packed, long expected, Reading reading) throws IOException {
        int granted = FIRST_KIB;
        while (true) {
            long mark = reading.reserved();
            long asked;
            reserve(granted, reading);
            try (InputStream plain = open(granted)) {
                Unpacked unpacked = reading.unpack(plain, packed, expected);
                asked = unpacked.damage() instanceof MemoryLimitException more ? more.getMemoryNeededInKb() : 0;
                if (asked <= granted) {
                    return kept(unpacked, mark, reading);
                }
            } catch (MemoryLimitException more) {
                asked = more.getMemoryNeededInKb();
            }
            reading.releaseTo(mark);
            if (asked <= granted || asked > Integer.MAX_VALUE) {
                throw new UnreadException(reading.tooLarge(asked << 10) + ", or is damaged");
            }
            granted = (int) asked;
        }
    }

    private static void reserve(int kiB, Reading reading) throws IOException {
        try {
            reading.reserve((long) kiB << 10);
        } catch (UnreadException tooLarge) {
            throw new UnreadException(tooLarge.getMessage() + ", or is damaged");
        }
    }

    /** The decoder's memory is given back with its closing; that of what came out is not. */
    private static Unpacked kept(Unpacked unpacked, long mark, Reading reading) {
        reading.releaseTo(mark + unpacked.content().length);
        return unpacked;
    }
}
