package io.github.iocenrichment.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads JSON of other systems into a tree that stays small: a body of a few megabytes can hold millions of empty objects, which take thirty times its
 * length, or be nested so deeply that whoever walks through it runs out of stack.
 */
public final class UntrustedJson {
    /** A page of 100 incidents with all their fields has some 40,000. */
    static final int MOST_TOKENS = 400_000;
    private static final int DEEPEST = 200;

    private UntrustedJson() {
    }

    /** A mapper whose trees are bounded; what goes beyond is an {@link java.io.IOException}. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                .maxTokenCount(MOST_TOKENS).maxNumberLength(400).maxNameLength(20_000).build()).build());
    }
}
