package io.github.iocenrichment.ivanti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NotePartsTest {
    private static final NoteParts.Layout HTML = new NoteParts.Layout("\n", false);
    /** Space for the row that says where the rest is. */
    private static final int POINTER = 15;

    private static NoteParts plain(int maxChars, int maxParts, int pointer, String... rows) {
        return NoteParts.of(List.of(rows), NoteParts.Layout.PLAIN, maxChars, maxParts, pointer);
    }

    private static String[] rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> "row " + i + " ....").toArray(String[]::new);
    }

    @Test
    void aShortNoteIsOnePartWithIvantisLineEnds() {
        assertThat(plain(100, 5, POINTER, "one", "two", "", "four")).isEqualTo(new NoteParts(List.of("one\r\ntwo\r\n\r\nfour"), List.of()));
    }

    @Test
    void aLongNoteIsCutAtRowBordersCountingLineEnds() {
        // two rows of ten characters and one line end are 22
        assertThat(plain(22, 9, 4, rows(6)).parts())
                .containsExactly("row 0 ....\r\nrow 1 ....", "row 2 ....\r\nrow 3 ....", "row 4 ....\r\nrow 5 ....");
        assertThat(plain(21, 9, 4, rows(6)).parts()).hasSize(6);
    }

    @Test
    void whatFindsNoPartIsLeftOverAndThereIsRoomToSayWhereItIs() {
        NoteParts parts = plain(34, 2, POINTER, rows(9));
        assertThat(parts.parts()).containsExactly("row 0 ....\r\nrow 1 ....\r\nrow 2 ....", "row 3 ....");
        assertThat(parts.overflow()).containsExactly("row 4 ....", "row 5 ....", "row 6 ....", "row 7 ....", "row 8 ....");
        assertThat(NoteParts.Layout.PLAIN.closed(parts.parts().get(1), "(rest attached)")).isEqualTo("row 3 ....\r\n(rest attached)").hasSizeLessThan(35);
        assertThat(NoteParts.Layout.PLAIN.closed("", "(rest attached)")).isEqualTo("(rest attached)");
    }

    @Test
    void aRowLongerThanAPartIsCutAtABlank() {
        assertThat(plain(20, 9, POINTER, "aaaa bbbb cccc dddd eeee ffff").parts()).hasSize(2).allMatch(part -> part.length() <= 20);
        assertThat(String.join("", plain(20, 9, POINTER, "x".repeat(95)).parts())).isEqualTo("x".repeat(95));
    }

    @Test
    void neitherAPairNorALineEndIsTornApart() {
        assertThat(plain(20, 9, 4, "x".repeat(19) + "\uD83D\uDE00" + "y".repeat(30)).parts().get(0)).isEqualTo("x".repeat(19));
        assertThat(plain(20, 9, 4, "x".repeat(19) + "\r\n" + "y".repeat(15) + "\r\nzzzz").parts())
                .containsExactly("x".repeat(19), "y".repeat(15), "zzzz");
    }

    static Stream<Arguments> borders() {
        String accents = "e" + "\u0301".repeat(3);
        return Stream.of(Arguments.of("a row exactly as long as a part", List.of("x".repeat(20)), List.of("x".repeat(20))),
                Arguments.of("one character more", List.of("x".repeat(21)), List.of("x".repeat(20), "x")),
                Arguments.of("two rows exactly as long as a part", List.of("x".repeat(9), "y".repeat(9)), List.of("x".repeat(9) + "\r\n" + "y".repeat(9))),
                Arguments.of("and one character more", List.of("x".repeat(9), "y".repeat(10)), List.of("x".repeat(9), "y".repeat(10))),
                Arguments.of("the line end inside a row counts as two", List.of("xxxx\r\nxxxx", "y".repeat(8)), List.of("xxxx\r\nxxxx\r\n" + "y".repeat(8))),
                Arguments.of("and one character more beside it", List.of("xxxx\r\nxxxx", "y".repeat(9)), List.of("xxxx\r\nxxxx", "y".repeat(9))),
                Arguments.of("no part begins with an empty line", List.of("x".repeat(12), "\r\n" + "y".repeat(12)), List.of("x".repeat(12), "y".repeat(12))),
                Arguments.of("an empty line costs no row its place", List.of("x".repeat(12), "\r\n" + "y".repeat(20)), List.of("x".repeat(12), "y".repeat(20))),
                Arguments.of("a pair at the border", List.of("x".repeat(19) + "\uD83D\uDE00yy"), List.of("x".repeat(19), "\uD83D\uDE00yy")),
                Arguments.of("a letter with its accents at the border", List.of("x".repeat(18) + accents + "yy"), List.of("x".repeat(18), accents + "yy")),
                Arguments.of("an accent beyond the border", List.of("x".repeat(19) + "e\u0301y"), List.of("x".repeat(19), "e\u0301y")),
                Arguments.of("more accents than a part holds", List.of("e" + "\u0301".repeat(24)), List.of("e" + "\u0301".repeat(19), "\u0301".repeat(5))),
                Arguments.of("nothing but pairs", List.of("\uD83D\uDE00".repeat(11)), List.of("\uD83D\uDE00".repeat(10), "\uD83D\uDE00")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("borders")
    void aPartTakesWhatFitsAndNotOneCharacterMore(String what, List<String> rows, List<String> parts) {
        assertThat(NoteParts.of(rows, NoteParts.Layout.PLAIN, 20, 9, 4)).isEqualTo(new NoteParts(parts, List.of()));
    }

    @Test
    void whatIsLeftOverKeepsTheEmptyLinesThatSetItApart() {
        NoteParts parts = plain(34, 2, POINTER, "row 0 ....", "\r\nrow 1 ....", "\r\nrow 2 ....", "\r\nrow 3 ....", "\r\nrow 4 ....");
        assertThat(parts.parts()).containsExactly("row 0 ....\r\n\r\nrow 1 ....", "row 2 ....");
        assertThat(parts.overflow()).containsExactly("\r\nrow 3 ....", "\r\nrow 4 ....");
    }

    @Test
    void aRowOfHtmlThatFitsNowhereIsLeftOverAsAWhole() {
        String tooLong = "<p>" + "x".repeat(200) + "</p>";
        NoteParts parts = NoteParts.of(List.of("<p>1</p>", "<p>2</p>", tooLong, "<p>3</p>"), HTML, 40, 9, POINTER);
        assertThat(parts.parts()).containsExactly("<p>1</p>\n<p>2</p>");
        assertThat(parts.overflow()).containsExactly("<p>3</p>", tooLong);
    }

    @Property(tries = 300, seed = "1")
    void nothingIsLostAndNoPartIsTooLong(@ForAll @Size(max = 40) List<@StringLength(max = 120) String> rows, @ForAll @IntRange(min = 40, max = 200) int most,
                                         @ForAll @IntRange(min = 1, max = 5) int count) {
        List<String> clean = rows.stream().map(row -> row.replaceAll("[\\r\\n]", "")).toList();
        NoteParts parts = NoteParts.of(clean, NoteParts.Layout.PLAIN, most, count, POINTER);
        assertThat(parts.parts()).hasSizeBetween(1, count).allMatch(part -> part.length() <= most);
        if (!parts.overflow().isEmpty()) {
            assertThat(parts.parts().get(parts.parts().size() - 1).length()).isLessThanOrEqualTo(most - POINTER - 2);
        }
        assertThat((String.join("", parts.parts()) + String.join("", parts.overflow())).replace("\r\n", "")).isEqualTo(String.join("", clean));
    }

    @Test
    void refusesLimitsThatLeaveNoRoom() {
        assertThatIllegalArgumentException().isThrownBy(() -> plain(10, 1, POINTER, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> plain(100, 0, POINTER, "x"));
    }
}
