package io.github.iocenrichment.ivanti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NotePartsTest {
    private static final String REST = "(rest attached)";
    private static final NoteParts.Layout HTML = new NoteParts.Layout("<table>", "</table>", "", false);

    @Test
    void aShortNoteIsOnePartWithIvantisLineEnds() {
        assertThat(NoteParts.plain("one\ntwo\r\n\nfour\n\n", 100, 5, REST)).isEqualTo(new NoteParts(List.of("one\r\ntwo\r\n\r\nfour"), ""));
        assertThat(NoteParts.plain("", 100, 5, REST).parts()).containsExactly("");
    }

    @Test
    void aLongNoteIsCutAtRowBordersCountingLineEnds() {
        String text = String.join("\n", IntStream.range(0, 6).mapToObj(i -> "row " + i + " ....").toList());
        // two rows of ten characters and one line end are 22
        assertThat(NoteParts.plain(text, 22, 9, "rest").parts())
                .containsExactly("row 0 ....\r\nrow 1 ....", "row 2 ....\r\nrow 3 ....", "row 4 ....\r\nrow 5 ....");
        assertThat(NoteParts.plain(text, 21, 9, "rest").parts()).hasSize(6);
    }

    @Test
    void whatFindsNoPartIsReportedAndThePointerSaysWhere() {
        String text = String.join("\n", IntStream.range(0, 9).mapToObj(i -> "row " + i + " ....").toList());
        NoteParts parts = NoteParts.plain(text, 34, 2, REST);
        assertThat(parts.parts()).containsExactly("row 0 ....\r\nrow 1 ....\r\nrow 2 ....", "row 3 ....\r\n(rest attached)");
        assertThat(parts.overflow()).isEqualTo("row 4 ....\r\nrow 5 ....\r\nrow 6 ....\r\nrow 7 ....\r\nrow 8 ....");
    }

    @Test
    void aRowLongerThanAPartIsCutAtABlank() {
        assertThat(NoteParts.plain("aaaa bbbb cccc dddd eeee ffff", 20, 9, REST).parts()).hasSize(2).allMatch(part -> part.length() <= 20);
        assertThat(String.join("", NoteParts.plain("x".repeat(95), 20, 9, REST).parts())).isEqualTo("x".repeat(95));
    }

    @Test
    void neitherAPairNorALineEndIsTornApart() {
        List<String> row = List.of("x".repeat(19) + "\uD83D\uDE00" + "y".repeat(30));
        assertThat(NoteParts.of(row, NoteParts.Layout.PLAIN, 20, 9, "rest").parts().get(0)).isEqualTo("x".repeat(19));
        List<String> lines = List.of("x".repeat(19) + "\r\n" + "y".repeat(15) + "\r\nzzzz");
        assertThat(NoteParts.of(lines, NoteParts.Layout.PLAIN, 20, 9, "rest").parts())
                .containsExactly("x".repeat(19), "\r\n" + "y".repeat(15) + "\r\n", "zzzz");
    }

    @Test
    void everyPartOfAnHtmlNoteIsWhole() {
        List<String> rows = List.of("<tr>1</tr>", "<tr>2</tr>", "<tr>" + "x".repeat(200) + "</tr>", "<tr>3</tr>");
        NoteParts parts = NoteParts.of(rows, HTML, 40, 9, "<tr>rest</tr>");
        assertThat(parts.parts()).containsExactly("<table><tr>1</tr><tr>2</tr></table>", "<table><tr>rest</tr><tr>3</tr></table>");
    }

    @Property(tries = 300)
    void nothingIsLostAndNoPartIsTooLong(@ForAll @Size(max = 40) List<@StringLength(max = 120) String> rows, @ForAll @IntRange(min = 40, max = 200) int most,
                                         @ForAll @IntRange(min = 1, max = 5) int count) {
        List<String> clean = rows.stream().map(row -> row.replaceAll("[\\r\\n]", "")).toList();
        NoteParts parts = NoteParts.of(clean, NoteParts.Layout.PLAIN, most, count, REST);
        assertThat(parts.parts()).hasSizeBetween(1, count).allMatch(part -> part.length() <= most);
        String shown = String.join("", parts.parts());
        String together = parts.overflow().isEmpty() ? shown : shown.substring(0, shown.length() - REST.length()) + parts.overflow();
        assertThat(together.replace("\r\n", "")).isEqualTo(String.join("", clean));
    }

    @Test
    void refusesLimitsThatLeaveNoRoom() {
        assertThatIllegalArgumentException().isThrownBy(() -> NoteParts.plain("x", 10, 1, REST));
        assertThatIllegalArgumentException().isThrownBy(() -> NoteParts.plain("x", 100, 0, REST));
    }
}
