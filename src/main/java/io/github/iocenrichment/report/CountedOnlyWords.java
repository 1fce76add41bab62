package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.LeftOut;
import io.github.iocenrichment.text.Defanger;
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
    static List<String> of(List<CountedOnly> counted, Messages messages) {
        List<String> sentences = new ArrayList<>();
        counted.stream().limit(TEXTS_MAX).forEach(one -> sentences.add(messages.say("counted-only.text", "text", source(one.source(), messages), "kept",
                one.types().stream().map(type -> kept(type, messages)).collect(Collectors.joining(", ")), "count", total(List.of(one)), "setting",
                one.setting())));
        List<CountedOnly> more = counted.subList(sentences.size(), counted.size());
        if (!more.isEmpty()) {
            sentences.add(messages.say("counted-only.more", "count", total(more), "texts", more.size()));
        }
        return sentences;
    }

    /** How many were only counted, each text for itself. */
    static long total(List<CountedOnly> counted) {
        return counted.stream().flatMap(one -> one.types().stream()).mapToLong(LeftOut::leftOut).sum();
    }

    private static String kept(LeftOut type, Messages messages) {
        return messages.say(type.atLeast() ? "counted-only.kept-at-least" : "counted-only.kept", "kept", type.kept(),
                "types", messages.say("types." + type.type().label(), "count", type.found()));
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String source(String source, Messages messages) {
        boolean field = "Subject".equals(source) || "Symptom".equals(source);
        return field ? messages.translate(source) : messages.say("found.file", "name", Defanger.fileName(SafeText.line(source, NAME_MAX)));
    }
}
