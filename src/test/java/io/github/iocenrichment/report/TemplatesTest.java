package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.report.NoteWriter.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators change the wording without a build, and a mistake costs them the wording only, never a note. */
class TemplatesTest {
    private static final String GROUPING = "grouping--2f2cf180-47dd-5dc7-a82b-d9f4349f66b7";
    @TempDir
    Path folder;

    @Test
    void theShippedFolderHasNoProblem() {
        assertThat(Templates.load(Path.of("templates"), "en").problems()).isEmpty();
    }

    @Test
    void anEditedTemplateIsUsedAndTheOthersStay() throws IOException {
        write("note-plain.ftl", "<@row>Hello ${number}</@row><@row>${verdictLine}</@row>");
        Templates templates = Templates.load(folder, "en");

        assertThat(templates.problems()).isEmpty();
        assertThat(note(templates, Format.PLAIN)).isEqualTo("Hello 48213\r\n1 malicious");
        assertThat(note(templates, Format.HTML)).isEqualTo(note(Templates.builtIn(), Format.HTML));
        assertThat(templates.fallbacks()).isZero();
    }

    @Test
    void aMissingFolderMeansTheBuiltInWording() {
        Templates templates = Templates.load(folder.resolve("none"), "en");

        assertThat(note(templates, Format.PLAIN)).isEqualTo(note(Templates.builtIn(), Format.PLAIN));
    }

    static Stream<Arguments> broken() {
        return Stream.of(Arguments.of("note-plain.ftl", "line\n<#if>", 2), Arguments.of("note-plain.ftl", "one\ntwo\n<@row>${nosuch}</@row>", 3),
                Arguments.of("note-html.ftl", "<@row>\n${verdictLine?no_esc}</@row>", 2),
                Arguments.of("note-html.ftl", "<#ftl output_format=\"plainText\">x", 1),
                Arguments.of("note-plain.ftl", "<@row>${\"1+1\"?eval}</@row>", 1), Arguments.of("lib-html.ftl", "\n\n<#macro", 3),
                Arguments.of("lib-plain.ftl", "<#macro findings list>\n${list?no_esc}</#macro>", 2), Arguments.of("note-plain.ftl", "  \n", 0),
                Arguments.of("note-plain.ftl", "<#macro m><@m/></#macro><@m/>", 0),
                Arguments.of("note-plain.ftl", "<@row>${findings}</@row>", 1), Arguments.of("note-plain.ftl", "<@row>${1 / 0}</@row>", 1),
                Arguments.of("note-plain.ftl", "<#include \"none.ftl\">", 1), Arguments.of("note-html.ftl", "<@table>x</@table>", 1),
                Arguments.of("note-plain.ftl", "<@row>${verdictLine</@row>", 1), Arguments.of("note-plain.ftl", "<@row>x", 1),
                Arguments.of("note-plain.ftl", "<@row>\n<#list findings as f><#list f.sources as s>${s.age}</#list></#list></@row>", 2),
                Arguments.of("note-html.ftl", "<@row>\n<#list findings as f><#list f.sources as s>${s.link}</#list></#list></@row>", 2),
                Arguments.of("note-plain.ftl", "<@row><#list 1.. as i>${i} and on and on</#list></@row>", 0),
                Arguments.of("note-plain.ftl", "<#list 1.. as i></#list>", 0));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    void aBrokenTemplateIsNamedAndReplaced(String file, String text, int line) throws IOException {
        write(file, text);
        Templates templates = Templates.load(folder, "en");
        Format format = file.contains("html") ? Format.HTML : Format.PLAIN;

        assertThat(templates.problems()).first().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            if (line > 0) {
                assertThat(problem.line()).isEqualTo(line);
                assertThat(problem.toString()).startsWith("templates/" + file + " line " + line + ": ");
            }
        });
        assertThat(note(templates, format)).startsWith(note(Templates.builtIn(), format)).contains("Written with the built-in wording: templates/" + file);
        assertThat(templates.fallbacks()).isEqualTo(1);
    }

    @Test
    void aFileThatIsNotUtf8IsNamed() throws IOException {
        Files.write(folder.resolve("note-plain.ftl"), "<@row>für ${number}</@row>".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Templates.load(folder, "en").problems()).hasToString("[templates/note-plain.ftl: is not UTF-8]");
    }

    @Test
    void aByteOrderMarkIsNoText() throws IOException {
        write("note-plain.ftl", "\uFEFF<@row>Hello ${number}</@row>");

        assertThat(note(Templates.load(folder, "en"), Format.PLAIN)).isEqualTo("Hello 48213");
    }

    @Test
    void aBrokenTextOfTheRecordIsReplacedAndSaysSo() throws IOException {
        write("record-symptom.ftl", "<@row>${nosuch}</@row>");

        RecordText text = RecordText.of(Reports.report(Reports.badUrl()), GROUPING, Templates.load(folder, "en"));

        assertThat(text.symptom()).startsWith(RecordText.of(Reports.report(Reports.badUrl()), GROUPING, Templates.builtIn()).symptom())
                .endsWith("\r\nWritten with the built-in wording: templates/record-symptom.ftl line 1: The following has evaluated to null or missing: ==›"
                + " nosuch");
    }

    @Test
    void aTemplateThatFailsOnRealDataOnlyIsReplacedThen() throws IOException {
        write("note-plain.ftl", "<@row>${verdictLine}</@row>\n<#if nothingFound>${nosuch}</#if>");
        Templates templates = Templates.load(folder, "en");
        assertThat(templates.problems()).isEmpty();

        String note = new NoteWriter(templates, TrustedLinks.vendors()).text(Reports.report(), Format.PLAIN);

        assertThat(note).isEqualTo("Threat intelligence: nothing to look up was found in this incident\r\n"
                + "Written with the built-in wording: templates/note-plain.ftl line 2: The following has evaluated to null or missing: ==› nosuch");
        assertThat(templates.fallbacks()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
        "${\"freemarker.template.utility.ObjectConstructor\"?new()(\"java.io.File\")}",
        "${number?api.class}", "${number.class.forName('java.lang.Runtime')}", "<#include \"../../../../etc/passwd\">", "<#include \"/../secret.txt\">"})
    void noClassAndNoFileIsWithinReach(String attack) throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "hidden");
        Path inner = Files.createDirectory(folder.resolve("templates"));
        Files.writeString(inner.resolve("note-plain.ftl"), "<@row>" + attack + "</@row>");

        Templates templates = Templates.load(inner, "en");

        assertThat(templates.problems()).hasSize(1);
        assertThat(note(templates, Format.PLAIN)).doesNotContain("hidden").startsWith("Threat intelligence: 1 malicious");
    }

    @Test
    void aValueIsNeverTakenForATemplate() {
        IncidentReport report = Reports.report(Reports.badUrl()).withProblems(List.of("${7*7} <#include 'x'>"));

        assertThat(new NoteWriter(Templates.builtIn(), TrustedLinks.vendors()).text(report, Format.PLAIN)).contains("${7*7} ‹#include 'x'›");
    }

    @Test
    void aRecordSubjectThatLosesTheMarkerIsSetAside() throws IOException {
        write("record-subject.ftl", "Intel for INC${number}");
        write("record-symptom.ftl", "<@row>${indicators} published.</@row><@row>From ${number}.</@row>");
        Templates templates = Templates.load(folder, "en");
        assertThat(templates.problems()).hasToString(
                "[templates/record-subject.ftl: lost the marker or the source's number, or is longer than 150 characters]");

        RecordText text = RecordText.of(Reports.report(Reports.badUrl()).withPublication(Publication.of(Publication.State.SENT, "AMBER", 3, 9),
                RecordIncident.pending()), GROUPING, templates);

        assertThat(text.subject()).isEqualTo("Intel published for INC48213 [ti-record:" + GROUPING + "]");
        assertThat(text.symptom()).isEqualTo("3 published.\r\nFrom 48213.");
        assertThat(templates.fallbacks()).isEqualTo(1);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String note(Templates templates, Format format) {
        return new NoteWriter(templates, TrustedLinks.vendors()).text(Reports.report(Reports.badUrl()), format);
    }
}
