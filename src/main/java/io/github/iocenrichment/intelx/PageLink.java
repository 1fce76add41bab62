package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads on through a list. Only the number is taken from the platform's link to the next page: the link may carry a used signature, and
 * another host than ours.
 */
final class PageLink {
    private static final Pattern PAGE = Pattern.compile("[?&]page=(\\d{1,6})(?:&|$)");
    private static final int LAST = 1000;

    private PageLink() {
    }

    /** Number of the next page; 0 when there is none, or when the platform leads back to a page that was read. */
    static int next(JsonNode answer, int page) {
        String link = PlatformJson.text(answer.path("next"));
        if (link == null) {
            return 0;
        }
        Matcher number = PAGE.matcher(link);
        int next = number.find() ? Integer.parseInt(number.group(1)) : page + 1;
        return next > page && next <= LAST ? next : 0;
    }
}
