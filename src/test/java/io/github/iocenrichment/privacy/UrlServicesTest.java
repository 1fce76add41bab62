package io.github.iocenrichment.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlServicesTest {
    private static final UrlServices OWN = UrlServices.parse(List.of("# ours", "", "*.quill-moss.net /open/ none # a shop", "*.quill-moss.net /:?:/ share",
            "vault*.rivet.net share", "calls.rivet.net /v*/room meeting"), "url-services.txt");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"https://quill-moss.net/:x:/a,SHARE", "https://a.b.quill-moss.net/:w:/a,SHARE", "https://quill-moss.net/:xx:/a,",
            "https://quill-moss.net/open/:x:/,",
        "https://notquill-moss.net/:x:/a,", "https://vault7.rivet.net/,SHARE", "https://VAULT7.rivet.net:8443/a,SHARE", "https://vault.7.rivet.net/,",
        "https://calls.rivet.net/v2/room/1,MEETING", "https://calls.rivet.net/x/../v2//room/1,MEETING", "https://calls.rivet.net/v2/%72oom/1,MEETING",
        "https://calls.rivet.net/v2/x,", "https://we.tl/t-1,", "https://hooks.slack.com/services/T0,WEBHOOK"})
    void aFileReplacesTheListButForWebhooks(String url, UrlServices.Kind kind) {
        assertThat(OWN.serviceOf(url).map(UrlServices.Service::kind).orElse(null)).isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', textBlock = """
            example.net                 ! url-services.txt, line 1: a line is host-pattern [path-prefix] kind, such as *.example.com /s/ share
            example.net /a /b share     ! url-services.txt, line 1: a line is host-pattern [path-prefix] kind, such as *.example.com /s/ share
            https://example.net share   ! url-services.txt, line 1: https://example.net is no pattern of a host
            *.* share                   ! url-services.txt, line 1: *.* is no pattern of a host
            example.net a share         ! url-services.txt, line 1: the path prefix a must begin with /
            example.net /a sharing      ! url-services.txt, line 1: the kind sharing is none of webhook, share, meeting, none
            """)
    void aBrokenLineIsNamed(String line, String message) {
        assertThatThrownBy(() -> UrlServices.parse(List.of(line), "url-services.txt")).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void theBuiltInListHasAllKinds() {
        assertThat(List.of("https://hooks.slack.com/services/a", "https://1drv.ms/a", "https://meet.google.com/a"))
                .extracting(url -> UrlServices.builtIn().serviceOf(url).orElseThrow().kind())
                .containsExactly(UrlServices.Kind.WEBHOOK, UrlServices.Kind.SHARE, UrlServices.Kind.MEETING);
    }
}
