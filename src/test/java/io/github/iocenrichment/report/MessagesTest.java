package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.ibm.icu.text.MessageFormat;
import io.github.iocenrichment.report.NoteWriter.Format;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A team writes its notes in a language of its own, with an editor and without a build. */
class MessagesTest {
    private static final Messages GERMAN = Messages.load(null, "de");
    @TempDir
    Path folder;

    @Test
    void aLanguageOfATeamNeedsOneFile() throws IOException {
        write("messages_fr.properties", "title.note=Renseignement\nstanding.malicious=malveillant\ncount.hash={count, plural, one {# hachage} other {#"
                + " hachages}}\n");
        ListAppender<ILoggingEvent> log = log();

        Templates french = Templates.load(folder, "fr");
        String first = note(french);
        note(french);

        assertThat(french.problems()).isEmpty();
        assertThat(first).startsWith("Renseignement: 1 malveillant").contains("Found in: Symptom");
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).as("each once").doesNotHaveDuplicates()
                .contains("templates/messages_fr.properties has no usable text for label.found-in; it is written in English");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(Arguments.of("title.note={count, plural, one {x}", "title.note cannot be used: "),
                Arguments.of("standing.malicious={verdict}", "standing.malicious names values that it does not get: verdict"),
                Arguments.of("date.day=bbbb", "date.day cannot be used: "),
                Arguments.of("title.note=\\u12", "cannot be read: "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeCostsOneTextAndIsNamed(String line, String problem) throws IOException {
        write("messages_de.properties", line + "\n");

        Templates german = Templates.load(folder, "de");

        assertThat(german.problems()).singleElement().asString().startsWith("templates/messages_de.properties: " + problem);
        assertThat(note(german)).isEqualTo(note(Templates.builtIn("de")));
    }

    @Test
    void aFileThatIsNotUtf8IsNamed() throws IOException {
        Files.write(folder.resolve("messages_de.properties"), "title.note=Für alle".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Templates.load(folder, "de").problems()).hasToString("[templates/messages_de.properties: is not UTF-8]");
    }

    @Test
    void aLanguageWithoutAFileIsReportedAndWrittenInEnglish() {
        Templates none = Templates.load(folder, "fi");

        assertThat(none.problems()).hasToString("[templates/messages_fi.properties: is not there or holds no usable text: notes are written in English]");
        assertThat(note(none)).isEqualTo(note(Templates.builtIn()));
    }

    @Test
    void englishCanBeEditedToo() throws IOException {
        write("messages_en.properties", "title.note=TI\n");

        assertThat(note(Templates.load(folder, "en"))).startsWith("TI: 1 malicious").contains("Nothing published to Intel Exchange.");
    }

    @Test
    void anUnknownKeyInATemplateIsFoundAtTheStart() throws IOException {
        write("note-plain.ftl", "<@row>\n${say(\"no.such\")}</@row>");

        assertThat(Templates.load(folder, "en").problems()).singleElement().asString().contains("note-plain.ftl line 2", "no message is called 'no.such'");
    }

    @Test
    void germanSaysEverythingThatEnglishSays() throws IOException {
        Map<String, String> english = shipped("en");
        Map<String, String> german = shipped("de");

        assertThat(german.keySet()).isEqualTo(english.keySet());
        german.forEach((key, text) -> {
            if (!key.startsWith("date.")) {
                assertThat(new MessageFormat(text).getArgumentNames()).as(key).isEqualTo(new MessageFormat(english.get(key)).getArgumentNames());
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            own domain a.example                                  | eigene Domain a.example
            VirusTotal answered 503                               | VirusTotal antwortete mit 503
            score 41, 9 reports by 4 reporters in 90 days         | Wert 41, 9 Meldungen von 4 Meldern in 90 Tagen
            17 of 94 engines malicious, 2 suspicious; phishing    | 17 von 94 Engines: bösartig, 2 verdächtig; phishing
            VirusTotal answered about another object              | VirusTotal antwortete über ein anderes Objekt
            4 of 93 engines malicious; no date of analysis; object last changed 2022-06-17 | 4 von 93 Engines: bösartig; ohne Datum der Analyse; Objekt zuletzt geändert am 2022-06-17
            known there, deprecated; score 80 by an analyst; first seen 3 Nov 2026; 2 other sources: A, B | dort bekannt, veraltet; Wert 80 von einem Analysten; zuerst gesehen am 3 Nov 2026; 2 weitere Quellen: A, B
            known to Hybrid Analysis by its hash, no overview yet | bei Hybrid Analysis über den Hash bekannt, noch ohne Übersicht
            a sentence of a vendor                                | a sentence of a vendor
            own domain                                            | own domain
            score 41 is between 25 and 75                         | score 41 is between 25 and 75
            Sources disagree: VirusTotal, urlscan and x see no threat | Die Quellen widersprechen sich: VirusTotal, urlscan and x sehen keine Bedrohung
            """)
    void whatOthersSaidIsKnownAgain(String said, String german) {
        assertThat(GERMAN.translate(said)).isEqualTo(german);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String note(Templates templates) {
        return new NoteWriter(templates, TrustedLinks.vendors()).text(Reports.report(Reports.badUrl()), Format.PLAIN);
    }

    private static Map<String, String> shipped(String language) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("templates/messages_" + language + ".properties"))) {
            properties.load(in);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }

    private static ListAppender<ILoggingEvent> log() {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        ((Logger) LoggerFactory.getLogger(Messages.class)).addAppender(appender);
        return appender;
    }
}
