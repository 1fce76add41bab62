package io.github.iocenrichment.indicator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a text holds any of some words, upper and lower case alike. It looks at each character of the text once, where {@link String#contains} goes
 * through it for each word: these searches come before the reading of every text, and hardly ever find something.
 */
final class WordSearch {
    private static final int ASCII = 128;
    /** By a character of theirs that texts seldom have: the words, and where in each it stands. */
    private final Word[] @Nullable [] byRare = new Word[ASCII][];

    private record Word(String text, int rareAt) {
    }

    /**
     * @param rare  characters of ASCII, of which each word has one
     * @param words what is looked for, in lower case
     */
    WordSearch(String rare, List<String> words) {
        for (char character : rare.toCharArray()) {
            Word[] having = words.stream().filter(word -> word.indexOf(character) >= 0).map(word -> new Word(word, word.indexOf(character)))
                    .toArray(Word[]::new);
            byRare[character] = having;
            byRare[Character.toUpperCase(character)] = having;
        }
    }

    boolean matches(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character < ASCII && byRare[character] != null && anyAround(text, i, byRare[character])) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyAround(String text, int rareAt, Word[] words) {
        for (Word word : words) {
            if (text.regionMatches(true, rareAt - word.rareAt, word.text, 0, word.text.length())) {
                return true;
            }
        }
        return false;
    }
}
