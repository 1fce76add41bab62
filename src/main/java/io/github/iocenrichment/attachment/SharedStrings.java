package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The texts of a workbook that its cells refer to by number, and which of them a cell shows. */
final class SharedStrings {
    private final Reading reading;
    private final List<String> strings = new ArrayList<>();
    private final BitSet shown = new BitSet();
    private long length;

    SharedStrings(Reading reading) {
        this.reading = reading;
    }

    /** @throws LimitReachedException when they are longer together than is read of a file */
    void add(String string) throws LimitReachedException {
        strings.add(string);
        length += string.length();
        reading.bounded(length);
    }

    /** The text that a cell shows; empty when there is none of that number. */
    String at(int number) {
        if (number < 0 || number >= strings.size()) {
            return "";
        }
        shown.set(number);
        return strings.get(number);
    }

    /** Hands those over that stand in no cell any more. */
    void ofNoCell(Part office) throws LimitReachedException {
        StringBuilder unused = new StringBuilder();
        for (int i = 0; i < strings.size(); i++) {
            reading.step();
            if (!shown.get(i) && IndicatorShape.mayBeIn(strings.get(i))) {
                unused.append(strings.get(i)).append('\n');
            }
        }
        reading.text(office.inside("texts of no cell"), ContentKind.PLAIN, unused);
    }
}
