package io.github.iocenrichment.check;

import org.jspecify.annotations.Nullable;

/** One system that is asked, without writing, whether it can be worked with. */
interface Probe {

    /** How it went. */
    enum Kind { OK, DOUBTFUL, PASSING, UNREACHABLE, WRONG }

    /**
     * What came of it.
     *
     * @param kind     how it went
     * @param property the setting to look at; null when all is well
     * @param words    what was found, without secrets
     * @param remedy   what to do; null when all is well
     */
    record Result(Kind kind, @Nullable String property, @Nullable String words, @Nullable String remedy) {
        static Result ok(String words) {
            return new Result(Kind.OK, null, words, null);
        }

        /** It can be worked with, and looks as if that were not what is meant. */
        static Result doubtful(String words) {
            return new Result(Kind.DOUBTFUL, null, words, null);
        }

        static Result passing(@Nullable String words) {
            return new Result(Kind.PASSING, null, words, null);
        }
    }

    Result run() throws InterruptedException;
}
