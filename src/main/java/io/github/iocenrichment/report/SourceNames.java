package io.github.iocenrichment.report;

import io.github.iocenrichment.source.SourceCatalog;

/** The sources' names as people know them. */
final class SourceNames {
    private SourceNames() {
    }

    static String of(String source, Messages messages) {
        return source.equals("vulnerability") ? messages.say("source.vulnerability") : SafeText.words(SourceCatalog.title(source), 40);
    }
}
