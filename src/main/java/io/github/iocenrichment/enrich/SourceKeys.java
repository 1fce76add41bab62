package io.github.iocenrichment.enrich;

import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.SourceCatalog;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a source's key into the question to that source. Routes name the source and the header; the key itself stands in no route and no endpoint. */
public final class SourceKeys {
    private final Settings settings;

    public SourceKeys(Settings settings) {
        this.settings = settings;
    }

    /**
     * Adds the key as a header; nothing when the source has none or wants none.
     *
     * @param headers headers of the call, which are changed
     * @param source  name of the source, as in its settings
     * @param header  name of the header; empty for none
     * @param prefix  what stands before the key, such as {@code Bearer }
     */
    public void add(Map<String, Object> headers, String source, @Nullable String header, @Nullable String prefix) {
        if (header != null && !header.isEmpty()) {
            settings.optional(SourceCatalog.keySetting(source)).ifPresent(key -> headers.put(header, (prefix == null ? "" : prefix) + key));
        }
    }
}
