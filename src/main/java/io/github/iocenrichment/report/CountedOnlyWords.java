package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.LeftOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sentences of a note about what was found beyond a limit: {@code "list.txt": 5,000 of 97,000 domains are kept, 92,000 were counted only}. */
final class CountedOnlyWords {
    private static final int TEXTS_MAX = 50;
    private static final int NAME_MAX = 120;

    private CountedOnlyWords() {
    }

    /** One sentence for each text, in their order; behind the first {@value #TEXTS_MAX} the rest is summed up. */
    static List<String> of(List<CountedOnly> counted) {
        List<String> sentences = new ArrayList<>();
        counted.stream().limit(TEXTS_MAX).forEach(one -> sentences.add(source(one.source()) + ": " + one.types().stream().map(LeftOut::words)
                .collect(Collectors.joining(", ")) + " are kept, " + counted(total(List.of(one))) + " counted only; raise " + one.setting()));
        List<CountedOnly> more = counted.subList(sentences.size(), counted.size());
        if (!more.isEmpty()) {
            sentences.add(number(total(more)) + " more of " + SafeText.count(more.size(), "further text", "further texts") + " were counted only");
        }
        return sentences;
    }

    /** How many were only counted, each text for itself. */
    static long total(List<CountedOnly> counted) {
        return counted.stream().flatMap(one -> one.types().stream()).mapToLong(LeftOut::leftOut).sum();
    }

    private static String counted(long count) {
        return number(count) + (count == 1 ? " was" : " were");
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String source(String source) {
        boolean field = "Subject".equals(source) || "Symptom".equals(source);
        return field ? source : "\"" + Defanger.fileName(SafeText.line(source, NAME_MAX)) + "\"";
    }
}
