package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RTF as programs and people write it. */
class RtfScanTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\\rtf1 small.net}                                                        | small.net",
            "{\\rtf1\\ansi a\\par b\\line c\\tab d}                                    | a↵b↵c→d",
            "{\\rtf1{\\fonttbl{\\f0 Arial.net;}}{\\info{\\author x.net}}\\f0 text}      | text↵x.net",
            "{\\rtf1 93.{\\b 115}.28{\\i .40}}                                         | 93.115.28.40",
            "{\\rtf1\\ansicpg1251 \\'ef\\'f0\\'e8\\'ec\\'e5\\'f0}                       | пример",
            "{\\rtf1 gr\\u252?n \\uc2 a\\u252\\'fc\\'fcb}                              | grün aüb",
            "{\\rtf1 {\\field{\\*\\fldinst{HYPERLINK \"http://a.net/x\"}}{\\fldrslt go}}} | go↵HYPERLINK  http://a.net/x",
            "{\\rtf1 {\\field{\\*\\fldinst HYPERLINK http://b.net/x }{\\fldrslt go}}}   | go↵HYPERLINK http://b.net/x",
            "{\\rtf1 {\\*\\unknown secret.net}{\\*\\annotation note.net}}               | secret.net↵note.net",
            "{\\rtf1 {\\pict\\bin5 }}}}}} after\\bin999999999}                         | after",
            "{\\rtf1 a\\\\b \\{c\\} d\\_e\\~f}                                          | a\\b {c} d-e f",
            "{\\rtf1 cut.net {\\b and {\\i more                                        | cut.net and more",
            "{\\rtf1 }}}}} still.net                                                  | still.net"})
    void textIsTakenOutOfItsMarkup(String rtf, String expected) throws LimitReachedException {
        Reading reading = new Reading("a.rtf", Fixed.LIMITS, System::nanoTime);

        assertThat(RtfScan.of(rtf, reading).text().strip()).isEqualTo(expected.replace('↵', '\n').replace('→', '\t'));
    }
}
