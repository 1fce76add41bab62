package io.github.iocenrichment.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Translates what other parts of the program say in English: reasons, rules, summaries of answers. They are kept in the store as they were said, so they are
 * known again by their text: the pieces between the values of the English message stand in the sentence in the same order. Takes time in proportion to the
 * sentence, however it is made.
 */
final class Sentences {
    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");
    /** What joins several sentences to one. */
    private static final Pattern JOINT = Pattern.compile("; |, ");
    /** Around values of several words there must be so much fixed text, in characters, that it is no other sentence. */
    private static final int TELLING = 10;
    /** Of a text with more pieces, only the whole is looked up. */
    private static final int PIECES_MAX = 40;
    private final Map<String, String> whole = new HashMap<>();
    private final List<Form> forms = new ArrayList<>();

    /** One sentence with values: the fixed pieces around them, their names, and what it is in the other language. */
    private record Form(List<String> pieces, List<String> names, @Nullable String other) {
    }

    private Sentences() {
    }

    /** @param english the shipped messages @param texts those in use, of which some may be English too */
    static Sentences of(Map<String, String> english, Map<String, String> texts) {
        Sentences sentences = new Sentences();
        english.forEach((key, text) -> {
            if (key.startsWith(Messages.SENTENCES) && !text.equals(texts.get(key))) {
                sentences.add(text, texts.get(key));
            }
        });
        // the most telling first: of two forms that fit, the one with more fixed text
        sentences.forms.sort((a, b) -> Integer.compare(length(b), length(a)));
        return sentences;
    }

    private static int length(Form form) {
        return form.pieces.stream().mapToInt(String::length).sum();
    }

    private void add(String text, @Nullable String other) {
        List<String> pieces = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Matcher values = VALUE.matcher(text);
        int from = 0;
        while (values.find()) {
            pieces.add(text.substring(from, values.start()));
            names.add(values.group(1));
            from = values.end();
        }
        pieces.add(text.substring(from));
        if (names.isEmpty()) {
            whole.put(text, other);
        } else {
            forms.add(new Form(pieces, names, other));
        }
    }

    @Nullable String translate(@Nullable String sentence) {
        if (sentence == null || sentence.isEmpty() || whole.isEmpty() && forms.isEmpty()) {
            return sentence;
        }
        String known = known(sentence, false);
        String pieces = known == null ? pieces(sentence) : known;
        // a list within a value is one that the pieces do not give
        return known == null && pieces.equals(sentence) ? Objects.requireNonNullElse(known(sentence, true), sentence) : pieces;
    }

    private String pieces(String sentence) {
        StringBuilder out = new StringBuilder();
        Matcher joint = JOINT.matcher(sentence);
        int from = 0;
        int count = 0;
        while (joint.find() && count++ < PIECES_MAX) {
            String piece = sentence.substring(from, joint.start());
            String other = known(piece, false);
            out.append(other == null ? piece : other).append(joint.group());
            from = joint.end();
        }
        String rest = sentence.substring(from);
        String other = known(rest, false);
        return out.append(other == null ? rest : other).toString();
    }

    private @Nullable String known(String sentence, boolean lists) {
        String other = whole.get(sentence);
        if (other != null) {
            return other;
        }
        for (Form form : forms) {
            Map<String, String> values = values(form, sentence, lists);
            if (values != null) {
                // a reason within a reason: "not read yet, tried again: reading took longer than 20 s"
                values.replaceAll((name, value) -> Objects.requireNonNullElse(known(value, false), value));
                return VALUE.matcher(form.other).replaceAll(hit -> Matcher.quoteReplacement(values.getOrDefault(hit.group(1), hit.group())));
            }
        }
        return null;
    }

    /** Null when the sentence is of another form. @param lists whether a value may be a list */
    private static @Nullable Map<String, String> values(Form form, String sentence, boolean lists) {
        String last = form.pieces.get(form.pieces.size() - 1);
        if (!sentence.startsWith(form.pieces.get(0)) || !sentence.endsWith(last)) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        int from = form.pieces.get(0).length();
        for (int i = 0; i < form.names.size(); i++) {
            String next = form.pieces.get(i + 1);
            boolean end = i == form.names.size() - 1;
            int to = end ? sentence.length() - last.length() : sentence.indexOf(next, from);
            if (to <= from) {
                return null;
            }
            String value = sentence.substring(from, to);
            if (!lists && JOINT.matcher(value).find() || length(form) < TELLING && value.indexOf(' ') >= 0) {
                return null;
            }
            values.put(form.names.get(i), value);
            from = to + next.length();
        }
        return values;
    }
}
