package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any of some words in one pass. */
class WordSearchTest {
    private static final List<String> WORDS = List.of("pwsh", "atob(", "base64 -");
    private static final WordSearch SEARCH = new WordSearch("w(-", WORDS);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            pwsh            | true
            a PwSh b        | true
            x=atob('eA==')  | true
            echo x;base64 - | true
            psh atob base64 | false
            wwww((((----    | false
            ws              | false
            тест pwsh тест  | true
            """)
    void findsThemAnywhere(String text, boolean found) {
        assertThat(SEARCH.matches(text)).isEqualTo(found);
    }

    /** A beginning or an end of the text that cuts a word is no word. */
    @Property
    void saysWhatASearchForEachWordSays(@ForAll @CharRange(from = 'a', to = 'b') @CharRange(from = 'o', to = 'p') @CharRange(from = 's', to = 'w') String some) {
        for (String text : List.of(some, some + "wsh", "pw" + some, some + "pwsh", "ATOB(" + some)) {
            assertThat(SEARCH.matches(text)).isEqualTo(WORDS.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains));
        }
    }
}
