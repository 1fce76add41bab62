package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What extraction finds in one file.
 *
 * @param indicators each as {@code type value}
 * @param unread     each as {@code name|reason}
 * @param places     each as {@code value @ path}
 */
record Found(Set<String> indicators, List<String> unread, Set<String> places) {
    private static final AttachmentReader READER = new AttachmentReader(AttachmentLimits.DEFAULT, List.of("infected"));
    private static final IndicatorExtractor EXTRACTOR = new IndicatorExtractor(ExtractionRules.builtIn());

    static Found in(String name, byte[] content) {
        AttachmentText text = READER.read(name, content);
        Set<String> indicators = new TreeSet<>();
        Set<String> places = new TreeSet<>();
        for (TextPiece piece : text.pieces()) {
            EXTRACTOR.extract(piece.text(), piece.kind(), name, piece.path()).forEach(each -> {
                indicators.add(each.type().label() + " " + each.value());
                places.add(each.value() + " @ " + piece.path());
            });
        }
        return new Found(indicators, text.unread().stream().map(each -> each.name() + "|" + each.reason()).toList(), places);
    }
}
