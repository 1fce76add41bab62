package io.github.iocenrichment.lists;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.text.OneLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The overrides in a journal note: lines that begin with {@code ti: false positive VALUE} or {@code ti: malicious VALUE}, with a reason behind. */
public final class OverrideNotes {
    private static final Pattern LINE = Pattern.compile("ti:\\s*(false[ -]positive|malicious)[\\s:]+(\\S.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!]");
    /** Where mail programs begin the text that is answered or passed on, which the author of the note did not write. */
    private static final Pattern PASSED_ON = Pattern.compile("[-_]{2,} ?(original message|forwarded message|ursprüngliche nachricht|original-nachricht"
            + "|weitergeleitete nachricht) ?[-_]{2,}", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENDER = Pattern.compile("(from|von): ?\\S.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern BELOW_SENDER = Pattern.compile("(sent|date|to|subject|gesendet|datum|an|betreff): ?.*", Pattern.CASE_INSENSITIVE);
    private static final int BODY_MAX = 200_000;
    private static final int LINE_MAX = 4096;
    private static final int MOST = 200;

    private final NamedValues values = new NamedValues();

    /**
     * What one note says.
     *
     * @param body   plain, or HTML as some tenants keep it
     * @param author who wrote it
     * @param origin the incident on which it is, as people call it
     * @param at     when it was written
     */
    public List<AnalystVerdict> read(String body, String author, String origin, Instant at) {
        List<AnalystVerdict> found = new ArrayList<>();
        List<String> lines = lines(body.length() > BODY_MAX ? body.substring(0, BODY_MAX) : body).stream()
                .map(line -> line.length() > LINE_MAX ? "" : OneLine.of(line)).filter(line -> !line.isEmpty()).toList();
        for (int i = 0; i < lines.size() && !beginsAnothersText(lines, i); i++) {
            Matcher said = LINE.matcher(lines.get(i));
            if (said.matches() && found.size() < MOST) {
                found.addAll(values(AnalystVerdict.Ruling.of(said.group(1)), said.group(2), author, origin, at));
            }
        }
        return found;
    }

    private static boolean beginsAnothersText(List<String> lines, int at) {
        return PASSED_ON.matcher(lines.get(at)).matches()
                || at + 1 < lines.size() && SENDER.matcher(lines.get(at)).matches() && BELOW_SENDER.matcher(lines.get(at + 1)).matches();
    }

    /** One value or several; from the first word on that is none, the words are the reason. */
    private List<AnalystVerdict> values(AnalystVerdict.Ruling ruling, String words, String author, String origin, Instant at) {
        List<Indicator> named = new ArrayList<>();
        String rest = words;
        while (!rest.isEmpty()) {
            String[] parts = rest.split("\\s+", 2);
            Optional<Indicator> value = values.of(parts[0].replaceFirst("[,;]+$", ""));
            if (value.isEmpty()) {
                break;
            }
            named.add(value.get());
            rest = parts.length < 2 ? "" : parts[1];
        }
        String reason = OverrideFile.reason(rest.replaceFirst("^[#,;:()–-]+\\s*", ""));
        return named.stream().map(value -> new AnalystVerdict(value.type(), value.value(), ruling, reason, author, origin, at)).toList();
    }

    private static List<String> lines(String body) {
        if (!TAG.matcher(body).find()) {
            return body.lines().toList();
        }
        Document html = Jsoup.parseBodyFragment(body);
        for (Element line : html.select("br, p, div, li, tr, td, th, h1, h2, h3, blockquote, pre")) {
            line.before("\n");
            line.after("\n");
        }
        // what another text is quoted in was not written by the author
        html.select("blockquote").remove();
        return html.body().wholeText().lines().toList();
    }
}
