package io.github.iocenrichment.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.iocenrichment.indicator.AllowList;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPrivacyTest {
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    private static final UrlPrivacy PRIVACY = privacy(new UrlPrivacy.Options(true, false));

    private static UrlPrivacy privacy(UrlPrivacy.Options options) {
        IndicatorPolicy policy = new IndicatorPolicy(List.of("fjord-bank.no", "fjord.internal"),
                AllowList.parse(List.of("partner-moss.net # partner", "93.115.29.0/24"), "list"));
        return new UrlPrivacy(UrlServices::builtIn, policy, options);
    }

    private static OutgoingValue outgoing(UrlPrivacy privacy, String url) {
        return privacy.outgoing(Indicator.of(IndicatorType.URL, url));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '!', textBlock = """
            https://alice:pw@host.example/a                       ! https://host.example/a                          ! user info
            https://paypal.com@evil.example/                      ! https://evil.example/                           ! user info
            https://a@b@evil.example/                             ! https://evil.example/                           ! user info
            https://h.example/?token=abc                          ! https://h.example/?token=masked                 ! token
            https://h.example/?a=1&TOKEN=abc&b=2#x                ! https://h.example/?a=1&TOKEN=masked&b=2#x       ! token
            https://h.example/?a=1;sig=abc                        ! https://h.example/?a=1;sig=masked               ! signature
            https://h.example/?%74oken=abc                        ! https://h.example/?%74oken=masked               ! token
            https://h.example/?access_token=a&X-Amz-Signature=b   ! https://h.example/?access_token=masked&X-Amz-Signature=masked ! token+signed link
            https://h.example/?user[password]=hunter2             ! https://h.example/?user[password]=masked        ! password
            https://h.example/?resetToken=a1&newpass=x            ! https://h.example/?resetToken=masked&newpass=masked ! token+password
            https://h.example/#access_token=abc&state=1           ! https://h.example/#access_token=masked&state=1  ! token
            https://h.example/#/route?token=abc                   ! https://h.example/#/route?token=masked          ! token
            https://h.example/a;jsessionid=ABC123/b?c=d           ! https://h.example/a;jsessionid=masked/b?c=d     ! session
            https://h.example/?next=https://i.example/?token=abc  ! https://h.example/?next=https://i.example/?token=masked ! token
            https://h.example/?next=https%3A%2F%2Fi.example%2F%3Ftoken%3Dabc ! https://h.example/?next=https%3A%2F%2Fi.example%2F%3Ftoken%3Dmasked ! token
            https://h.example/?u=https%253A%252F%252Fi.example%252F%253Fsig%253Dab \
                ! https://h.example/?u=https%253A%252F%252Fi.example%252F%253Fsig%253Dmasked ! signature
            https://h.example/?u=https%253A%252F%252Fjo%253Apw%2540i.example%252F ! https://h.example/?u=https%253A%252F%252Fi.example%252F ! user info
            https://h.example/?code=4%2F0AX4XfWh12345             ! https://h.example/?code=masked                  ! code
            https://h.example/?k=AKIAIOSFODNN7EXAMPLE             ! https://h.example/?k=masked                     ! access key
            """)
    void secretsAreMasked(String url, String expected, String what) {
        UrlPrivacy.Masked masked = PRIVACY.mask(url);
        assertThat(masked.url()).isEqualTo(expected);
        assertThat(String.join("+", masked.masked())).isEqualTo(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://h.example/?x=%s", "https://h.example/reset/%s/now", "https://h.example/#%s", "https://h.example/?%s"})
    void aJwtIsMaskedWhereverItStands(String form) {
        UrlPrivacy.Masked masked = PRIVACY.mask(form.formatted(JWT));
        assertThat(masked.url()).isEqualTo(form.formatted("masked"));
        assertThat(masked.isMasked()).isTrue();
    }

    /** Persons, own names, links that are keys; each line a kind, most with a sibling in another spelling. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '!', textBlock = """
            https://quill-moss.net/r?email=jdoe%40fjord-bank.no&x=1                    ! https://quill-moss.net/r?email=masked&x=1  ! mail address
            https://quill-moss.net/r?x=jdoe@fjord-bank.no                              ! https://quill-moss.net/r?x=masked          ! mail address
            https://quill-moss.net/r?x=jdoe%2540fjord-bank.no                          ! https://quill-moss.net/r?x=masked          ! mail address
            https://quill-moss.net/r?x=jdoe%40fjord-bank.no%ZZ                         ! https://quill-moss.net/r?x=masked          ! mail address
            https://quill-moss.net/r?x=7|jdoe+news@stranger.co.uk|8                    ! https://quill-moss.net/r?x=masked          ! mail address
            https://quill-moss.net/u/jdoe@fjord-bank.no/a                              ! https://quill-moss.net/u/masked/a          ! mail address
            https://quill-moss.net/u/a#jdoe@fjord-bank.no                              ! https://quill-moss.net/u/a#masked          ! mail address
            https://quill-moss.net/v/amRvZUBmam9yZC1iYW5rLm5v/go                       ! https://quill-moss.net/v/masked/go         ! mail address
            https://quill-moss.net/v?z=amRvZUBmam9yZC1iYW5rLm5v                        ! https://quill-moss.net/v?z=masked          ! mail address
            https://quill-moss.net/v?z=amRvZUBleGFtcGxlLm9yZw%3D%3D                    ! https://quill-moss.net/v?z=masked          ! mail address
            https://quill-moss.net/v?amRvZUBleGFtcGxlLm9yZw==                          ! https://quill-moss.net/v?masked            ! mail address
            https://quill-moss.net/v/a.amRvZUBleGFtcGxlLm9yZw.b                        ! https://quill-moss.net/v/masked            ! mail address
            https://quill-moss.net/v/6a646f65406578616d706c652e6f7267                  ! https://quill-moss.net/v/masked            ! mail address
            https://quill-moss.net/v/6A646F65406578616D706C652E6F7267.html             ! https://quill-moss.net/v/masked            ! mail address
            https://quill-moss.net/v?z=YW1SdlpVQm1hbTl5WkMxaVlXNXJMbTV2                ! https://quill-moss.net/v?z=masked          ! mail address
            https://quill-moss.net/u/jdoe@stranger.org.html                            ! https://quill-moss.net/u/masked            ! mail address
            https://quill-moss.net/u;jdoe@stranger.org/a                               ! https://quill-moss.net/u;masked/a          ! mail address
            https://quill-moss.net/u?jdoe@stranger.org=1                               ! https://quill-moss.net/u?masked=1          ! mail address
            http://93.115.28.44/u/jdoe@stranger.org/a                                  ! http://93.115.28.44/u/masked/a             ! mail address
            https://contoso.sharepoint.com/sites/x?e=4abc                              ! https://contoso.sharepoint.com/sites/x?e=masked ! key
            https://quill-moss.net/l?u=https%3A%2F%2Fsso.fjord-bank.no%2Fcase%3Fid%3D77 ! https://quill-moss.net/l?u=masked         ! own address
            https://quill-moss.net/l?u=https://10.1.2.3/a&v=2                          ! https://quill-moss.net/l?u=masked&v=2      ! own address
            https://quill-moss.net/l?u=http%3A%2F%2F0x0a.1.2.3%2Fa                     ! https://quill-moss.net/l?u=masked          ! own address
            https://quill-moss.net/l?u=//nas.home.arpa/a                               ! https://quill-moss.net/l?u=masked          ! own address
            https://quill-moss.net/l?u=https%3A%2F%2F93.115.29.7%2F                    ! https://quill-moss.net/l?u=masked          ! own address
            https://quill-moss.net/l?u=sso.fjord-bank.no/case                          ! https://quill-moss.net/l?u=masked          ! own address
            https://quill-moss.net/l?u=aHR0cHM6Ly9zc28uZmpvcmQtYmFuay5uby9jYXNlP2lkPTc3 ! https://quill-moss.net/l?u=masked         ! own address
            https://quill-moss.net/l/https://sso.fjord-bank.no/case?id=77              ! https://quill-moss.net/l/masked            ! own address
            https://quill-moss.net/l/https:/sso.fjord-bank.no/case?id=77               ! https://quill-moss.net/l/masked            ! own address
            https://quill-moss.net/l/https%3A%2F%2Fsso.fjord-bank.no%2Fcase            ! https://quill-moss.net/l/masked            ! own address
            https://quill-moss.net/l#https://sso.fjord-bank.no/case                    ! https://quill-moss.net/l#masked            ! own address
            https://quill-moss.net/l?u=https%3A%2F%2Fi.net%2F%3Fv%3Dhttps%253A%252F%252Fsso.fjord-bank.no%252F \
                ! https://quill-moss.net/l?u=https%3A%2F%2Fi.net%2F%3Fv%3Dmasked ! own address
            https://quill-moss.net/l?u=https%3A%2F%2Fhooks.slack.com%2Fservices%2FT0%2FB0%2Fabc ! https://quill-moss.net/l?u=masked ! webhook
            https://quill-moss.net/reset/0f1e2d3c4b5a69788796a5b4c3d2e1f0              ! https://quill-moss.net/reset/masked        ! reset link
            https://quill-moss.net/Invite/x7k2q9b4m1p8r3t6w5z0/now                     ! https://quill-moss.net/Invite/masked/now   ! invitation link
            https://quill-moss.net/unsubscribe/9b2f8c1e-0d4a-4b7e-a1f3-5c6d7e8f9012    ! https://quill-moss.net/unsubscribe/masked  ! unsubscribe link
            http://93.115.28.44/reset/0f1e2d3c4b5a69788796a5b4c3d2e1f0                 ! http://93.115.28.44/reset/masked           ! reset link
            https://quill-moss.net/a/Zt1WcR2mVx9BdKq08f3a/b                            ! https://quill-moss.net/a/masked/b          ! token
            https://quill-moss.net/a?x=Zt1WcR2mVx9BdKq08f3a.bin                        ! https://quill-moss.net/a?x=masked          ! token
            https://quill-moss.net/login?user=jdoe&p=Winter2026                        ! https://quill-moss.net/login?user=masked&p=masked ! name+password
            https://quill-moss.net/x?loginToken=a&smsCode=1234&pw_hash=f               ! https://quill-moss.net/x?loginToken=masked&smsCode=masked&pw_hash=masked ! token+code+password
            https://quill-moss.net/x?otp=12&pin=4321&c=0012                            ! https://quill-moss.net/x?otp=masked&pin=masked&c=masked ! code
            https://quill-moss.net/x?to=john.doe&rcpt=joe&upn=j                        ! https://quill-moss.net/x?to=masked&rcpt=masked&upn=masked ! name+mail address
            https://quill-moss.net/x?ssn=123-45-6789&dob=1970-01-01&passport=C01X00T47 \
                ! https://quill-moss.net/x?ssn=masked&dob=masked&passport=masked ! personal number
            https://quill-moss.net/magic/x7k2q9b4m1p8r3t6w5z0/download/x7k2q9b4m1p8r3t6w5z0 ! https://quill-moss.net/magic/masked/download/masked ! sign-in link+share link
            https://quill-moss.net/login?u=jdoe&pass=W                                 ! https://quill-moss.net/login?u=jdoe&pass=masked ! password
            https://quill-moss.net/otp?c=839201                                        ! https://quill-moss.net/otp?c=masked        ! code
            https://quill-moss.net/c?phone=%2B4712345678&iban=NO9386011117947          ! https://quill-moss.net/c?phone=masked&iban=masked ! phone number+IBAN
            https://quill-moss.net/c/NO93-8601-1117-947                                ! https://quill-moss.net/c/masked            ! IBAN
            https://quill-moss.net/c?n=4111+1111+1111+1111                             ! https://quill-moss.net/c?n=masked          ! card number
            https://quill-moss.net/c?n=4111-1111-1111-1111                             ! https://quill-moss.net/c?n=masked          ! card number
            https://quill-moss.net/b/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1  ! https://quill-moss.net/b/botmasked         ! bot token
            https://quill-moss.net/x?k=ghp_0123456789abcdefghijABCDEFGHIJ              ! https://quill-moss.net/x?k=masked          ! access key
            https://quill-moss.net/x?SAMLResponse=PHNhbWxwOlJlc3BvbnNlIHhtbG5z         ! https://quill-moss.net/x?SAMLResponse=masked ! token
            """)
    void personsAndOwnNamesAreMasked(String url, String expected, String what) {
        UrlPrivacy.Masked masked = PRIVACY.mask(url);
        assertThat(masked.url()).isEqualTo(expected);
        assertThat(String.join("+", masked.masked())).isEqualTo(what);
        assertThat(PRIVACY.mask(expected)).as("a masked URL").extracting(UrlPrivacy.Masked::url).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://h.example/", "https://h.example/a@b/c?d=e%20f&g=%ZZ+h#i", "http://198.51.100.7:8080/x.exe?id=7&lang=en",
        "https://h.example/?token=", "https://h.example/?code=de&key=1", "https://h.example/?q=tokens+of+love&page=2", "https://h.example/?tokenize", "",
        "https://h.example/?next=/home%3Fa%3D1", "http://93.115.28.44/8f3aKq0Zt1WcR2mVx9Bd.bin", "http://93.115.28.44/8f3aKq0Zt1WcR2mVx9Bd",
        "https://quill-moss.net/2026/11/monthly-report-for-all-customers.html", "https://quill-moss.net/2026-11-29/Monthly-Report-for-all-Customers-2026",
        "https://quill-moss.net/payload_x86_64.bin", "https://quill-moss.net/8f3a0f1e2d3c4b5a69788796a5b4c1.exe", "https://bit.ly/3xYzAbC",
        "https://pastebin.com/raw/x7Kq92Lm", "https://raw.githubusercontent.com/moss/quill/main/run.ps1", "https://quill-moss.net/fjord-bank.no/login",
        "https://cdn.quill-moss.net/npm/lodash@4.17.21/lodash.min.js", "https://quill-moss.net/logo@2x.png", "https://quill-moss.net/?to=home&login=true",
        "https://quill-moss.net/search?q=Cheap+flights+to+London+2026", "https://quill-moss.net/a?n=1234567890123456789",
        "https://quill-moss.net/v1.2.3-beta4.rc5/setup", "https://quill-moss.net/?e=4abc", "https://quill-moss.net/x/2026-11-30T12-00-00-report-v2",
        "https://quill-moss.net/x/Release-v2-Final-Build-1234-x64", "https://quill-moss.net/?c=123&t=1234&k=123456&s=99999999&p=7",
        "https://quill-moss.net/s/abc", "https://quill-moss.net/d/monthly-report-for-all-customers", "https://quill-moss.net/x/Ab1defghijklmnopqrs",
        "https://quill-moss.net/x/abcdefghijklmnopqrstuvwxyz", "https://quill-moss.net/x?n=4111111111111112&m=DE89370400440532013001",
        "https://quill-moss.net/?keyword=a&monkey=1&tokenizer=x&passage=3&author=jo&design=x&signal=x&pinned=x&statement=x",
        "http://[2a03:9f40::7]/a/8f3a0f1e2d3c4b5a69788796a5b4c1ee", "https://quill-moss.net/x/@joe/status/12"})
    void everythingElseStaysAsWritten(String url) {
        UrlPrivacy.Masked masked = PRIVACY.mask(url);
        assertThat(masked.url()).isEqualTo(url);
        assertThat(masked.isMasked()).isFalse();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '!', textBlock = """
            https://hooks.slack.com/services/T0/B0/abc      ! https://hooks.slack.com/      ! webhook: only the host was asked; token: the service can revoke it
            https://hooks.slack.com//services/T0/B0/abc     ! https://hooks.slack.com/      ! webhook: only the host was asked; token: the service can revoke it
            https://hooks.slack.com/%73ervices/T0/B0/abc    ! https://hooks.slack.com/      ! webhook: only the host was asked; token: the service can revoke it
            https://discord.com/api/webhooks/1/x            ! https://discord.com/          ! webhook: only the host was asked; token: the service can revoke it
            https://ptb.discord.com/api/v10/webhooks/1/x    ! https://ptb.discord.com/      ! webhook: only the host was asked; token: the service can revoke it
            https://api.telegram.org/bot1:x/sendMessage?chat_id=1     ! https://api.telegram.org/ \
                ! webhook: only the host was asked; token: the service can revoke it
            https://acme.webhook.office.com/webhookb2/1  ! https://acme.webhook.office.com/ ! webhook: only the host was asked; token: the service can revoke it
            https://contoso-my.sharepoint.com/:w:/g/personal/jdoe_contoso_com/EaXy?e=1 ! https://contoso-my.sharepoint.com/ \
                ! share link: only the host was asked
            https://contoso.sharepoint.com/:x:/s/team/EaXy            ! https://contoso.sharepoint.com/ ! share link: only the host was asked
            https://drive.google.com/file/d/1/view                    ! https://drive.google.com/     ! share link: only the host was asked
            https://www.dropbox.com/s/abc/x.zip?dl=1                  ! https://www.dropbox.com/      ! share link: only the host was asked
            https://us02web.zoom.us/j/1?pwd=x                         ! https://us02web.zoom.us/      ! meeting: only the host was asked
            https://moss.blob.core.windows.net/c/x.zip?sv=1&sr=b&sig=x ! https://moss.blob.core.windows.net/ ! signed link: only the host was asked
            https://moss.s3.amazonaws.com/x?X-Amz-Credential=a&X-Amz-Signature=b ! https://moss.s3.amazonaws.com/ ! signed link: only the host was asked
            https://quill-moss.net/Zt1WcR2mVx9BdKq08f3a               ! https://quill-moss.net/       ! token: only the host was asked
            https://quill-moss.net/jdoe@fjord-bank.no                 ! https://quill-moss.net/       ! mail address: only the host was asked
            """)
    void onlyTheHostIsAskedWhereThePathIsTheSecret(String url, String front, String reason) {
        OutgoingValue outgoing = outgoing(PRIVACY, url);
        assertThat(outgoing.hostOnly()).contains(reason);
        assertThat(outgoing.value()).as("nothing of the path, whoever reads it").isEqualTo(front);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://docs.google.com/forms/d/e/x/viewform", "https://mega.nz/file/x", "https://transfer.sh/x/y.zip",
            "https://dropbox.com/about",
        "https://hooks.slack.com.quill-moss.net/services/T0", "https://quill-moss.net/reset/0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        "https://anna:pw@quill-moss.net/", "https://quill-moss.net/?token=abcdef0123456789"})
    void othersAreAskedThemselves(String url) {
        assertThat(outgoing(PRIVACY, url).hostOnly()).isEmpty();
    }

    @Test
    void withoutMaskingUserInfoIsDroppedAndWebhooksStayUnasked() {
        UrlPrivacy plain = privacy(new UrlPrivacy.Options(false, false));
        assertThat(outgoing(plain, "https://anna:pw@quill-moss.net/r?token=abc").value()).isEqualTo("https://quill-moss.net/r?token=abc");
        assertThat(outgoing(plain, "https://we.tl/t-abc").hostOnly()).isEmpty();
        assertThat(outgoing(plain, "https://discord.com/api/webhooks/1/x").value()).isEqualTo("https://discord.com/");
    }

    @Test
    void nothingButHostsLeaveWhenSoSet() {
        UrlPrivacy hosts = privacy(new UrlPrivacy.Options(true, true));
        assertThat(outgoing(hosts, "https://quill-moss.net:8443/a?b=c")).satisfies(outgoing -> {
            assertThat(outgoing.value()).isEqualTo("https://quill-moss.net:8443/");
            assertThat(outgoing.hostOnly()).contains("only the host was asked, as privacy.url-hosts-only says");
        });
    }

    @Test
    void textsOfVendorsAreMaskedAroundTheirUrls() {
        assertThat(PRIVACY.maskText("see hxxps[:]//quill-moss[.]net/reset/0f1e2d3c4b5a69788796a5b4c3d2e1f0 and hxxps://hooks[.]slack[.]com/services/T0/B0/abc"))
                .isEqualTo(
                "see hxxps://quill-moss[.]net/reset/masked and hxxps://hooks[.]slack[.]com/");
        assertThat(PRIVACY.maskText("moved to https://quill-moss.net/r?token=abc, then hxxp://quill-moss.net/x?email=a@b.no")).isEqualTo(
                "moved to https://quill-moss.net/r?token=masked then hxxp://quill-moss.net/x?email=masked");
    }

    /** The dry run's files and added outputs name them, and people follow them. */
    @Test
    void thePageOfAReportStaysALinkAndNothingElseOnItsHostPassesForOne() {
        String hash = "8c4a5240afaac89cb1c987bc9bf9a5048435be4bd71e8da09634176d6dcfc83b";
        for (String page : List.of("https://www.virustotal.com/gui/url/" + hash, "https://www.hybrid-analysis.com/sample/" + hash,
                "https://www.hybrid-analysis.com/sample/" + hash + "/6719f2b3a1c4d5e6f7a8b9c0")) {
            assertThat(PRIVACY.maskText("VirusTotal: 17 of 94 – " + page)).endsWith(page);
        }
        assertThat(PRIVACY.maskText("https://www.virustotal.com/gui/reset/" + hash)).endsWith("/masked");
        assertThat(PRIVACY.maskText("https://quill-moss.net/gui/url/" + hash)).endsWith("/masked");
        assertThat(PRIVACY.maskText("https://www.virustotal.com/gui/url/" + hash + "?token=abc")).endsWith("?token=masked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJ", "-eyJ", "eyJ.", "eyJabcdefghi.", "a=eyJ&", "?a=", "%25", ";a", "key", "ghp_", "//@", "#", "a@", "a@b.", "@b.no", "/https://",
        "4111 ", "NO93 ", "aA1", "aA1-", "YWFh", "6a40", "=", "=&", "%3D", "bot1", "1:a", "-----BEGIN PRIVATE KEY-----"})
    void noAddressMakesItSlow(String piece) {
        String url = "https://h.example/?q=" + piece.repeat(30_000);
        String path = "https://h.example/" + piece.repeat(30_000);
        assertTimeout(Duration.ofSeconds(5), () -> PRIVACY.mask(url));
        assertTimeout(Duration.ofSeconds(5), () -> PRIVACY.mask(path));
    }

    @Test
    void onlyTheJwtItselfIsTakenOut() {
        assertThat(PRIVACY.mask("https://h.example/?x=id-" + JWT + "&y=eyJshort.abcd").url()).isEqualTo("https://h.example/?x=id-masked&y=eyJshort.abcd");
    }

    @Property(tries = 500, seed = "1")
    void whatIsMaskedIsMaskedOnce(@ForAll @StringLength(max = 80) String tail) {
        String once = PRIVACY.mask("https://h.example/" + tail).url();
        assertThat(PRIVACY.mask(once).url()).isEqualTo(once);
    }

    @Property(tries = 100, seed = "1")
    void noSecretSurvives(@ForAll @AlphaChars @StringLength(min = 12, max = 40) String secret) {
        assertThat(PRIVACY.mask("https://u:Q" + secret + "@h.example/p?password=Q" + secret + "&a=1#sig=Q" + secret).url()).doesNotContain("Q" + secret);
    }
}
