package io.github.iocenrichment.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a note shows can be clicked. */
class DefangerTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            url    | https://login-portal.example/verify          | hxxps://login-portal[.]example/verify
            url    | http://198.51.100.7:8080/a?b=c               | hxxp://198.51.100[.]7:8080/a?b=c
            url    | http://[2001:db8::1]/x                       | hxxp://[2001[:]db8::1]/x
            url    | https://[::ffff:198.51.100.7]:8443/          | hxxps://[[:]:ffff:198.51.100[.]7]:8443/
            url    | HTTPS://user:pw@a.b.example/#f               | hxxpS://user:pw[@]a[.]b[.]example/#f
            url    | https://a.example/?u=https://b.example/x.pdf | hxxps://a[.]example/?u=hxxps://b[.]example/x.pdf
            url    | https://a.example/?u=https%3A%2F%2Fb.example | hxxps://a[.]example/?u=https%3A%2F%2Fb[.]example
            url    | ftp://files.example/a                        | fxp://files[.]example/a
            url    | sftp://files.example/a                       | sftp[:]//files[.]example/a
            url    | https://localhost/admin                      | hxxps://localhost/admin
            domain | a.b.example                                  | a[.]b[.]example
            domain | xn--e1afmkfd.xn--p1ai                        | xn--e1afmkfd[.]xn--p1ai
            domain | x.y                                          | x[.]y
            ipv4   | 198.51.100.77                                | 198.51.100[.]77
            ipv6   | 2001:db8::1                                  | 2001[:]db8::1
            ipv6   | ::1                                          | [:]:1
            cidr   | 198.51.100.0/24                              | 198.51.100[.]0/24
            cidr   | 2001:db8::/32                                | 2001[:]db8::/32
            email  | ann@mail.example                             | ann[@]mail[.]example
            md5    | d41d8cd98f00b204e9800998ecf8427e             | d41d8cd98f00b204e9800998ecf8427e
            cve    | CVE-2026-41234                               | CVE-2026-41234
            ssdeep | 3:a.bc:d.ef                                  | 3:a.bc:d.ef
            """)
    void value(String type, String value, String shown) {
        assertThat(Defanger.value(IndicatorType.of(type), value)).isEqualTo(shown);
        assertThat(Defanger.value(IndicatorType.of(type), shown)).as("twice").isEqualTo(shown);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            see https://a.example/x, please                  | see hxxps://a[.]example/x, please
            mail ann@mail.example or www.b.example           | mail ann[@]mail[.]example or www[.]b[.]example
            javascript:alert(1) and mailto:ann@x.example     | javascript[:]alert(1) and mailto[:]ann[@]x[.]example
            data:text/html,x  ms-word:ofe                    | data[:]text/html,x  ms-word[:]ofe
            open \\\\server\\share now                       | open [\\\\]server\\share now
            open file:///etc/passwd                          | open file[:]///etc/passwd
            ＨＴＴＰ a。example b．example c｡example           | ＨＴＴＰ a[.]example b[.]example c[.]example
            tg://resolve?domain=x                            | tg[:]//resolve?domain=x
            score 8.5 of 10.0, e.g. on 17.11.2026            | score 8.5 of 10.0, e.g. on 17.11.2026
            file invoice.pdf, page.html and evil.zip         | file invoice.pdf, page.html and evil[.]zip
            already hxxps://a[.]example and b[@]c[.]example  | already hxxps://a[.]example and b[@]c[.]example
            at 10.1.2.3. and 10.1.2.3-9, _10.1.2.4_          | at 10.1.2[.]3. and 10.1.2[.]3-9, _10.1.2[.]4_
            to [2a03:9f40::7]:443 via fe80::1%eth0           | to [2a03[:]9f40::7]:443 via fe80[:]:1%eth0
            IP:2001:db8:1::5:6, ::1 and 2001:db8::/32.       | IP:2001[:]db8:1::5:6, [:]:1 and 2001[:]db8::/32.
            2001:db8:0:1:2:3:4:5 or 2001[:]db8[:][:]1        | 2001[:]db8:0:1:2:3:4:5 or 2001[:]db8::1
            javascript:2001:db8::1 and ::ffff:10.1.2.3       | javascript[:]2001[:]db8::1 and [:]:ffff:10.1.2[.]3
            at 06:12:44 00:1b:44:11:3a:b7, std::vector a::before :: | at 06:12:44 00:1b:44:11:3a:b7, std::vector a::before ::
            fix ivanti.role, intelx.base-url; virustotal.api-key. | fix ivanti.role, intelx.base-url; virustotal.api-key.
            (fix: ivanti.record.fields.Owner_Valid) urlscan.api-key: no | (fix: ivanti.record.fields.Owner_Valid) urlscan.api-key: no
            set intelx.publish-red=true "ivanti.field.tlp"   | set intelx.publish-red=true "ivanti.field.tlp"
            ivanti.role.evil.com ivanti.record.fields.evil.com | ivanti[.]role[.]evil[.]com ivanti[.]record[.]fields[.]evil[.]com
            hxxps://ivanti.role/x ann@ivanti.role ivanti.role/x | hxxps://ivanti[.]role/x ann[@]ivanti[.]role ivanti.role/x
            ivanti.role:8443 ivanti.role@evil.com x.ivanti.role | ivanti[.]role:8443 ivanti[.]role[@]evil[.]com x.ivanti.role
            node.name http.host ivanti.record.fields.Company | node[.]name http[.]host ivanti[.]record[.]fields[.]Company
            Trojan.Mossy, trojan.loader/mossy, CoinMiner.XMRig | Trojan.Mossy, trojan.loader/mossy, CoinMiner.XMRig
            Trojan.Agent.com http://trojan.loader/x www.loader | Trojan[.]Agent[.]com hxxp://trojan[.]loader/x www[.]loader
            calc_update.msi srv.corp.local srv.dc:445 srv.dc  | calc_update.msi srv[.]corp[.]local srv[.]dc:445 srv.dc
            wait...what .hidden a.example. ..b.example..     | wait...what .hidden a[.]example. ..b[.]example..
            """)
    void freeText(String text, String shown) {
        assertThat(Defanger.text(text)).isEqualTo(shown);
        assertThat(Defanger.text(shown)).as("twice").isEqualTo(shown);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a.", "http:", "@a", "a-", "\\\\a", "1.", "[.]", "。", "://", "..a", "1:", "::", "a::", "[:]"})
    void longTextGoesNoDeeperThanShortText(String piece) {
        String text = piece.repeat(60_000 / piece.length()) + "end.example";

        assertThat(Defanger.text(text)).endsWith("end[.]example").hasSizeGreaterThan(text.length());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"invoice (2).eml,invoice (2).eml", "scan.zip,scan.zip", "SCAN.ZIP,SCAN.ZIP", "evil.com,evil[.]com", "a.evil.zip,a[.]evil[.]zip",
            "https://a.example/x.zip,hxxps://a[.]example/x[.]zip", "report,report"})
    void fileName(String name, String shown) {
        assertThat(Defanger.fileName(name)).isEqualTo(shown);
    }
}
