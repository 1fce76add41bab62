package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where data may stand in XML, and what is markup alone. */
class XmlTextTest {
    static Stream<Arguments> documents() {
        return Stream.of(
                xml("<ioc id='x'><IndicatorItem id='c2.mossrivet.com'/></ioc>", "domain c2.mossrivet.com"),
                xml("<ioc><IndicatorItem condition='is' class='c2.mossrivet.com'/></ioc>", "domain c2.mossrivet.com"),
                xml("<ioc><Item d='http://mossrivet.com/a'/></ioc>", "domain mossrivet.com", "url http://mossrivet.com/a"),
                xml("<feed xml:base='http://mossrivet.com/a'/>", "domain mossrivet.com", "url http://mossrivet.com/a"),
                xml("<hosts><host points='93.115.28.40'/></hosts>", "ipv4 93.115.28.40"),
                xml("<a space='mossrivet.com' style='anvil.quill-otter.net'/>", "domain mossrivet.com", "domain anvil.quill-otter.net"),
                xml("<a transform='mossrivet.com'/>", "domain mossrivet.com"),
                xml("<a viewBox='mossrivet.com'/>", "domain mossrivet.com"),
                xml("<a style='background:url(http://mossrivet.com/a)'/>", "domain mossrivet.com", "url http://mossrivet.com/a"),
                xml("<?target http://mossrivet.com/a ?><a/>", "domain mossrivet.com", "url http://mossrivet.com/a"),
                xml("<a>\n   <ip>\n  93.115.28.40\n </ip></a>", "ipv4 93.115.28.40"),
                xml("<a><b>mossrivet</b><b>.com</b></a>"),
                xml("<s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 1.2.3.4'><s:path d='M1.5.3.4.5 2.25.1.3'/></s:svg>"),
                xml("<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='http://mossrivet.com/a http://mossrivet.com/a.xsd'/>"),
                xml("<x:schema xmlns:x='http://www.w3.org/2001/XMLSchema' targetNamespace='http://mossrivet.com/ns'/>"),
                xml("<a><Version>8.1.0.22</Version><productVersion>8.1.0.23</productVersion></a>"),
                xml("<a><imphash>0f1e2d3c4b5a69788796a5b4c3d2e1f0</imphash></a>", "fingerprint 0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
                xml("<a><Data Name='Imphash'>0f1e2d3c4b5a69788796a5b4c3d2e1f0</Data></a>", "fingerprint 0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
                xml("<a><Content type='md5'>0f1e2d3c4b5a69788796a5b4c3d2e1f0</Content></a>", "md5 0f1e2d3c4b5a69788796a5b4c3d2e1f0"));
    }

    private static Arguments xml(String xml, String... expected) {
        return arguments(xml, List.of(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void givesItsDataAndNoMarkup(String xml, List<String> expected) {
        Found found = Found.in("data.xml", Samples.utf8("<?xml version='1.0'?>" + xml));

        assertThat(found.indicators()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(Arrays.asList(found.unread().toArray())).isEmpty();
    }
}
