package io.github.iocenrichment.ivanti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subjects by which our own records and notes are found again. */
class SubjectsTest {
    private static final String GROUPING = "grouping--2f2cf180-47dd-5dc7-a82b-d9f4349f66b7";
    private static final String MARK = "[ti-record:grouping--2f2cf180-47dd-5dc7-a82b-d9f4349f66b7]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Intel published for INC48213 | Intel published for INC48213 ", "Intel published | Intel published INC48213 ", "'' | INC48213 ",
        "Intel for INC482134 | Intel for INC482134 INC48213 ", "two\\r\\nlines INC48213 | two lines INC48213 ",
        "fake [ti-record:x] INC48213 | fake (ti-record:x) INC48213 "})
    void aRecordsSubjectNamesItsSourceAndEndsWithItsMark(String wording, String start) {
        assertThat(IncidentMarker.subject(wording.replace("\\r\\n", "\r\n"), "INC48213", GROUPING, 150)).isEqualTo(start + " " + MARK);
    }

    @Property(tries = 500, seed = "1")
    void whateverTheWordingSourceAndMarkAreWholeAndTheLengthIsKept(@ForAll @StringLength(max = 300) String wording,
                                                                  @ForAll @IntRange(min = 100, max = 200) int most) {
        String subject = IncidentMarker.subject(wording, "INC48213", GROUPING, most);
        assertThat(subject).endsWith(" " + MARK).contains("INC48213").hasSizeLessThanOrEqualTo(most);
        assertThat(subject).doesNotContain("\n").doesNotContain("\r");
        assertThat(IncidentMarker.groupingIn(subject)).contains(GROUPING);
    }

    @Test
    void aMarkThatIsThereAlreadyIsNotDoubled() {
        String subject = IncidentMarker.subject("Intel published for INC48213", "INC48213", GROUPING, 150);
        assertThat(IncidentMarker.subject(subject, "INC48213", GROUPING, 150)).isEqualTo(subject);
    }

    @Test
    void longWordingIsCutBeforeTheMark() {
        String subject = IncidentMarker.subject("x".repeat(500), "INC48213", GROUPING, 150);
        assertThat(subject).hasSize(150).endsWith("x INC48213 " + MARK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "Intel published for INC1 [ti-record:grouping--2f2cf180-47dd-5dc7-a82b-d9f4349f66b7] | true | grouping--2f2cf180-47dd-5dc7-a82b-d9f4349f66b7 | 1",
        "RE: x [TI-Record:Grouping--2F2CF180-47dd-5dc7-a82b-d9f4349f66b7] | true | grouping--2f2cf180-47dd-5dc7-a82b-d9f4349f66b7 | none",
        "FW: Your invoice 4711 [ti-record: | true | none | none", "RE: INC48213 [ti-record:anything] | true | none | 48213",
        "[ti-record:grouping--2f2cf180] INC48213x | true | none | none", "Suspicious mail [ti record: 1] | false | none | none", "'' | false | none | none"})
    void onlyAWholeMarkNamesAGrouping(String subject, boolean mark, String grouping, String source) {
        assertThat(IncidentMarker.isIn(subject)).isEqualTo(mark);
        assertThat(IncidentMarker.groupingIn(subject)).isEqualTo(Optional.ofNullable(grouping));
        assertThat(IncidentMarker.sourceNumberIn(subject)).isEqualTo(Optional.ofNullable(source));
        assertThat(IncidentMarker.isIn(null)).isFalse();
    }

    @Test
    void onlyAGroupingIdMakesAMark() {
        assertThatIllegalArgumentException().isThrownBy(() -> IncidentMarker.of("x' or 1 eq 1"));
    }

    @Test
    void aNotesReferenceDependsOnIncidentAndContent() {
        NoteReference reference = NoteReference.of(Replies.ID, "v1");
        assertThat(reference.code()).matches("[0-9a-f]{8}");
        assertThat(NoteReference.of(Replies.ID.toLowerCase(Locale.ROOT), "v1")).isEqualTo(reference);
        assertThat(NoteReference.of(Replies.ID, "v2")).isNotEqualTo(reference);
        assertThat(NoteReference.of(Replies.recId(1), "v1")).isNotEqualTo(reference);
    }

    @ParameterizedTest
    @CsvSource({"INC48213,1,1,TI enrichment INC48213 part 1/1 [ref:9c1f77aa]", "INC48213,2,12,TI enrichment INC48213 part 2/12 [ref:9c1f77aa]",
        "INC999999999999999999,10,10,TI enrichment INC999999999999999999 part 10/10 [ref:9c1f77aa]"})
    void aNotesSubjectHasTheAgreedForm(String incident, int part, int parts, String subject) {
        assertThat(new NoteReference("9c1f77aa").subject(incident, part, parts)).isEqualTo(subject);
    }

    @Test
    void aNotesSubjectStaysShort() {
        assertThat(new NoteReference("9c1f77aa").subject("INC" + "9".repeat(500), 99, 99)).hasSize(100).endsWith(" part 99/99 [ref:9c1f77aa]");
    }
}
