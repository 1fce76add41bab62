package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the pictures of one attachment have cost and what is said of them. Looking for codes may take half of the time of a reading, so that pictures do
 * not cost the text behind them; what is not read of pictures is one line of each kind, for mails have many that say nothing. Used by the thread of the
 * reading, but for
 * {@link #reasons()}.
 */
final class PictureLook {
    private static final int NAMED = 5;
    /** Smaller pictures are logos, portraits and buttons. */
    private static final int TEXT_WIDTH = 400;
    private static final int TEXT_HEIGHT = 250;

    private final LongSupplier nanoTime;
    private final Set<String> withText = new LinkedHashSet<>();
    private final Set<String> unsupported = new LinkedHashSet<>();
    private final Set<String> late = new LinkedHashSet<>();
    private long left;
    private long pageBegin;

    PictureLook(Duration time, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.left = time.toNanos() / 2;
    }

    /** Where the pixels come from: decoding is a part of the time. */
    interface Source {
        @Nullable GrayImage decode() throws Exception;
    }

    /**
     * Looks for codes and hands over what each says.
     *
     * @param path the picture or the page, for the place and what is reported
     * @return whether there was a code
     */
    boolean look(String path, Source source, Reading reading) throws Exception {
        if (left <= 0) {
            late(path);
            return false;
        }
        long begin = nanoTime.getAsLong();
        try {
            GrayImage picture = source.decode();
            Map<String, String> codes = picture == null ? Map.of() : PictureCodes.in(picture, reading);
            for (Map.Entry<String, String> code : codes.entrySet()) {
                reading.text(path.isEmpty() ? code.getValue() : path + " > " + code.getValue(), ContentKind.PLAIN, code.getKey());
            }
            return !codes.isEmpty();
        } finally {
            left -= nanoTime.getAsLong() - begin;
        }
    }

    /** Something that looks at pictures. */
    interface Step {
        void run() throws Exception;
    }

    /** Draws a page and looks at it, within the time that pictures have. */
    void page(String path, Step step) throws Exception {
        if (left <= 0) {
            late(path);
            return;
        }
        long before = left;
        pageBegin = nanoTime.getAsLong();
        try {
            step.run();
        } finally {
            // what was looked at within the page has been counted too
            left = before - (nanoTime.getAsLong() - pageBegin);
        }
    }

    /** Whether the page that is being drawn has used up the time. */
    boolean isOver(String path) {
        boolean over = nanoTime.getAsLong() - pageBegin > left;
        if (over) {
            late(path);
        }
        return over;
    }

    /** Whether a picture of this size, in pixels, may show a text that somebody is meant to read. */
    static boolean mayShowText(int width, int height) {
        return width >= TEXT_WIDTH && height >= TEXT_HEIGHT;
    }

    /** Notes that text in a picture was not read. */
    synchronized void withText(String path) {
        withText.add(path);
    }

    /** Notes a picture in a format that nobody reads. */
    synchronized void unsupported(String path, String type) {
        unsupported.add(path.isEmpty() ? type : path + " (" + type + ")");
    }

    private synchronized void late(String path) {
        late.add(path);
    }

    /** What was not read, for the attachment as a whole. */
    synchronized List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        add(reasons, withText, "text shown in a picture is not read", "text shown in pictures is not read: ");
        add(reasons, unsupported, "picture in a format that is not read", "pictures in a format that is not read: ");
        add(reasons, late, "picture not looked at for codes: no time was left", "pictures not looked at for codes, no time was left: ");
        return reasons;
    }

    private static void add(List<String> reasons, Set<String> names, String one, String many) {
        if (names.equals(Set.of(""))) {
            reasons.add(one);
        } else if (!names.isEmpty()) {
            List<String> first = names.stream().map(name -> name.isEmpty() ? "the file itself" : name).limit(NAMED).toList();
            reasons.add(many + String.join(", ", first) + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : ""));
        }
    }
}
