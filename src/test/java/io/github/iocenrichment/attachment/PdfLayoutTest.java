package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that the layout of a page breaks over lines, and values that only stand below each other. */
class PdfLayoutTest {
    private static final String SHA256 = "9f2c4b7d1e8a3f60c5d2b9e4a7f18c3d6b0e5a92f4c7d81b3e6a09f5c2d47b8e";
    private static final String MD5 = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final String OTHER = "1f1e2d3c4b5a69788796a5b4c3d2e1f1";
    private static final String SHA1 = "3f786850e387550fdab836ed7e6dc881de23001b";

    static Stream<Arguments> pages() {
        String url = "https://pay.quill-otter.net/login/with/a/very/long/path";
        return Stream.of(
                page("sha256 with its label before, in halves", lines("SHA256", SHA256.substring(0, 32), SHA256.substring(32)), "sha256 " + SHA256),
                page("sha256 with its label in the line", lines("SHA-256: " + SHA256.substring(0, 40), SHA256.substring(40) + " seen"), "sha256 " + SHA256),
                page("sha256 in 40 and 24", lines("Hash", SHA256.substring(0, 40), SHA256.substring(40)), "sha256 " + SHA256),
                page("sha256 in 50 and 14", lines(SHA256.substring(0, 50), SHA256.substring(50)), "sha256 " + SHA256),
                page("sha256 in three", lines("SHA256:", SHA256.substring(0, 24), SHA256.substring(24, 48), SHA256.substring(48)), "sha256 " + SHA256),
                page("sha1 in halves", lines(SHA1.substring(0, 20), SHA1.substring(20)), "sha1 " + SHA1),
                page("md5 in two", lines("MD5 " + MD5.substring(0, 20), MD5.substring(20)), "md5 " + MD5),
                page("sha512 under its label", lines("SHA512", SHA256, SHA256), "sha512 " + SHA256 + SHA256),
                page("two broken below each other", lines("SHA256", SHA256.substring(0, 32), SHA256.substring(32), "1" + SHA256.substring(1, 32),
                        SHA256.substring(32)),
                        "sha256 " + SHA256, "sha256 1" + SHA256.substring(1)),
                page("list of md5", lines("Hashes", MD5, OTHER, MD5.replace('0', '2')), "md5 " + MD5, "md5 " + OTHER, "md5 " + MD5.replace('0', '2')),
                page("list of md5 under a label", lines("MD5", MD5, OTHER), "md5 " + MD5, "md5 " + OTHER),
                page("md5 below sha256", lines(SHA256, MD5), "md5 " + MD5, "sha256 " + SHA256),
                page("labels in turn", lines("MD5: " + MD5, "SHA1: " + SHA1), "md5 " + MD5, "sha1 " + SHA1),
                page("wrapped before a slash", lines("Please open", url, "/path/next?x=1", "and log in"), "domain pay.quill-otter.net", "url " + url
                        + "/path/next?x=1"),
                page("wrapped before a question mark", lines("Please open", url, "?x=1 and log in"), "domain pay.quill-otter.net", "url " + url + "?x=1"),
                page("wrapped behind a slash", lines("go to " + url + "/", "index.php?x=1"), "domain pay.quill-otter.net", "url " + url + "/index.php?x=1"),
                page("wrapped within a word", lines("Please open", "https://pay.quill-otter.net/login/with/a/ver", "y/long/path/1 soon"),
                        "domain pay.quill-otter.net",
                        "url https://pay.quill-otter.net/login/with/a/very/long/path/1"),
                page("wrapped over three lines", lines("see", url, "/path/that/does/not/fit/into/one/line/of/the/table/12345", "67890abc?token=1", "end"),
                        "domain pay.quill-otter.net",
                        "url " + url + "/path/that/does/not/fit/into/one/line/of/the/table/1234567890abc?token=1"),
                page("wrapped in the query", lines("see", url + "?token=abc", "def0123456&y=2", "end"), "domain pay.quill-otter.net", "url " + url
                        + "?token=abcdef0123456&y=2"),
                page("wrapped within the host", lines("The page is at http://pay.quill-ot", "ter.net/login today"), "domain pay.quill-otter.net",
                        "url http://pay.quill-otter.net/login"),
                page("wrapped at a hyphen of the host", lines("The page is at http://pay.quill-", "otter.net/login today"), "domain pay.quill-otter.net",
                        "url http://pay.quill-otter.net/login"),
                page("wrapped at a dot of the host", lines("The page is at http://pay.", "quill-otter.net/login today"), "domain pay.quill-otter.net",
                        "url http://pay.quill-otter.net/login"),
                page("host at a hyphen", lines("It resolves pay.quill-", "otter.net"), "domain pay.quill-otter.net"),
                page("host at a defanged dot", lines("It resolves pay[.]quill-otter[.]", "net every day"), "domain pay.quill-otter.net"),
                page("host before a defanged dot", lines("It resolves pay[.]quill-otter", "[.]net every day"), "domain pay.quill-otter.net"),
                page("address at a dot", lines("It connects to 93.115.", "28.40"), "ipv4 93.115.28.40"),
                page("mailbox", lines("It is sent by lure@quill-", "otter.net"), "domain quill-otter.net", "email lure@quill-otter.net"),
                page("CVE at a hyphen", lines("It exploits CVE-2021-", "44228"), "cve CVE-2021-44228"),
                page("list of URLs", lines("http://quill-otter.net/a", "http://moss-rivet.net/bc", "http://rivet-moss.net/cd"), "domain moss-rivet.net",
                        "domain quill-otter.net",
                        "domain rivet-moss.net", "url http://moss-rivet.net/bc", "url http://quill-otter.net/a", "url http://rivet-moss.net/cd"),
                page("list of URLs without scheme", lines("quill-otter.net/a1", "moss-rivet.net/bcd", "rivet-moss.net/cde"), "domain moss-rivet.net",
                        "domain quill-otter.net",
                        "domain rivet-moss.net", "url http://moss-rivet.net/bcd", "url http://quill-otter.net/a1", "url http://rivet-moss.net/cde"),
                page("list of both", lines("http://quill-otter.net/a", "moss-rivet.net", "93.115.28.40"), "domain moss-rivet.net", "domain quill-otter.net",
                        "ipv4 93.115.28.40",
                        "url http://quill-otter.net/a"),
                page("list of domains", lines("pay.quill-otter.net", "log.moss-rivet.net", "www.rivet-moss.net"), "domain log.moss-rivet.net",
                        "domain pay.quill-otter.net",
                        "domain www.rivet-moss.net"),
                page("sentence behind", lines("It loads http://quill-otter.net/a", "Then it waits for 8 minutes"), "domain quill-otter.net",
                        "url http://quill-otter.net/a"),
                page("line that is not full", lines("http://quill-otter.net/a", "12 hosts were seen to ask for this page within an hour"),
                        "domain quill-otter.net",
                        "url http://quill-otter.net/a"),
                page("end of a sentence", lines("It was served by pay.quill-otter.net.", "It has gone"), "domain pay.quill-otter.net"));
    }

    private static byte[] lines(String... lines) {
        return new RawPdf().lines(10, 50, lines).bytes();
    }

    private static Arguments page(String name, byte[] content, String... expected) {
        return arguments(name, content, List.of(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void aValueIsWhole(String name, byte[] content, List<String> expected) {
        Found found = Found.in("a.pdf", content);

        assertThat(found.indicators()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found.unread()).isEmpty();
    }

    /** Two columns, written line by line across both. */
    private static byte[] columns(String... cells) {
        StringBuilder operators = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            operators.append("BT /F1 8 Tf ").append(50 + i % 2 * 260).append(' ').append(700 - i / 2 * 10).append(" Td (").append(cells[i]).append(") Tj ET\n");
        }
        return new RawPdf().content(operators.toString()).bytes();
    }

    @Test
    void cellsOfATableAreJoinedEachInItsColumn() {
        byte[] content = columns("Name", "SHA256", "loader", SHA256.substring(0, 32), "of the first stage", SHA256.substring(32), "page",
                "http://pay.quill-otter.net/login/a",
                "x", "/b?c=1");

        assertThat(Found.in("a.pdf", content).indicators()).containsExactly("domain pay.quill-otter.net", "sha256 " + SHA256,
                "url http://pay.quill-otter.net/login/a/b?c=1");
    }

    @Test
    void aLineSetToBothEdgesGoesOnAtTheLeft() {
        byte[] content = new RawPdf().content("BT /F1 10 Tf 50 700 Td (Please) Tj 60 0 Td (open) Tj 60 0 Td (http://pay.quill-otter.net/login) Tj ET\n"
                + "BT /F1 10 Tf 50 688 Td (/with/a/path and then go on to the next page now) Tj ET").bytes();

        assertThat(Found.in("a.pdf", content).indicators()).containsExactly("domain pay.quill-otter.net", "url http://pay.quill-otter.net/login/with/a/path");
    }

    @Test
    void cellsBesideEachOtherAreNotJoined() {
        byte[] content = columns("http://pay.quill-otter.net/", "/etc/passwd", "http://log.moss-rivet.net/a", "b.example.org/c");

        assertThat(Found.in("a.pdf", content).indicators()).contains("url http://pay.quill-otter.net/", "url http://log.moss-rivet.net/a");
    }

    static Stream<Arguments> unsure() {
        return Stream.of(
                page("hash of no known length", lines("Hash", SHA1, SHA1.substring(0, 30)), SHA1),
                page("second line could be a page of another host", lines("Please open this page: http://pay.quill-otter.net/login/ver",
                        "moss-rivet.net/long"), "pay.quill-otter.net"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsure")
    void ofAValueWhoseEndIsNotKnownNoPartIsReported(String name, byte[] content, List<String> expected) {
        Found found = Found.in("a.pdf", content);

        assertThat(found.indicators()).isEqualTo(name.startsWith("hash") ? Set.of() : Set.of("domain pay.quill-otter.net"));
        assertThat(found.unread()).singleElement().asString().contains("a.pdf > page 1|a value is broken over a line and was left out: ")
                .contains(expected.get(0));
    }
}
