package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a hash of a file, what a fingerprint of something else, and what a secret: the text says it. */
class HashLabelsTest {
    private static final String A = "1e7c0d5fa24b8396e05d7b11c9a8f432";
    private static final String B = "c83d19e6045fb27a9e6610d7f2ab845c";

    private static List<String> found(String text) {
        return new IndicatorExtractor(ExtractionRules.builtIn()).extract(text.replace("\\n", "\n").replace("\\t", "\t").replace("{A}", A).replace("{B}", B),
                ContentKind.PLAIN, "text", "").stream().filter(one -> one.type() != IndicatorType.DOMAIN && one.type() != IndicatorType.URL)
                .map(one -> one.type().label() + " " + one.value().replace(A, "A").replace(B, "B")
                        + (one.enrichable() ? "" : " " + one.reason())).toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', textBlock = """
            IMPHASH={A}                                  ! imphash
            ImpHash: {A}                                 ! imphash
            "ja3s_hash": "{A}"                           ! ja3s
            JA3: {A}                                     ! ja3
            JA3 fingerprint is {A}                       ! ja3
            hassh={A}                                    ! hassh
            hasshServer: {A}                             ! hasshserver
            Rich PE header hash: {A}                     ! rich
            rich_header_hash = {A}                       ! rich
            pehash: {A}                                  ! pehash
            authentihash (MD5): {A}                      ! authentihash
            <imphash>{A}</imphash>                       ! imphash
            name,imphash,size\\nx.bin,{A},12             ! imphash
            imphash,name\\n{A},x.bin                     ! imphash
            Imphashes\\n\\nImphash:\\n- {A}              ! imphash
            ## JA3\\n{A}                                 ! ja3
            """)
    void aLabelSaysThatItIsAFingerprint(String text, String reason) {
        assertThat(found(text)).containsExactly("fingerprint A " + reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            TLSH: T19905D7B11C9A8F432C83D19E6045FB27A9E6610D7F2AB945C0AB1277C0D5FA24B8396 \
                ! t19905d7b11c9a8f432c83d19e6045fb27a9e6610d7f2ab945c0ab1277c0d5fa24b8396 tlsh
            vhash: 015056655d155560f8z7bz2dz1lz                                          ! 015056655d155560f8z7bz2dz1lz vhash
            JA4: t13d1516h2_8daaf6152771_b186095e22b6                                    ! t13d1516h2_8daaf6152771_b186095e22b6 ja4
            JARM=29d29d00029d29d00042d42d000000301510f56407964db9434a9bb0d4ee4a          ! 29d29d00029d29d00042d42d000000301510f56407964db9434a9bb0d4ee4a jarm
            """)
    void fingerprintsOfOtherLengthsAreShownToo(String text, String found) {
        assertThat(found(text)).containsExactly("fingerprint " + found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"svc_backup:1105:{A}:{B}:::", "CORP\\svc-backup:1104:{A}:{B}:::", "psexec.py -hashes {A}:{B} 10.1.2.3",
            "Set-Cookie: PHPSESSID={A}; path=/; HttpOnly",
        "curl -H 'Cookie: a=1; track={A}'", "JSESSIONID={A}", "sid={A}", "session: {A}", "\"sessionId\": \"{A}\"", "csrf={A}", "csrf_token={A}", "token: {A}",
        "api key: {A}",
        "X-Api-Key: {A}", "apikey={A}", "password={A}", "Password hash: {A}", "secret: {A}", "client_secret={A}", "traceparent: 00-{A}-b7ad6b7169203331-01",
        "trace_id={A}",
        "\"traceId\":\"{A}\"", "spanId={A}", "X-Request-Id: {A}", "x-correlation-id: {A}", "etag: \"{A}\"", "ETag: W/\"{A}\"", "NTLM: {A}", "NT hash: {A}",
        "LM={A}",
        "NTLM hashes\\n{A}\\n{B}", "# NTLM\\n{A}\\n{B}", "NTLM:\\n- {A}\\n- {B}", "user,ntlm,last\\nanna,{A},2026",
        "  * Username : anna\\n  * NTLM     : {A}\\n  * SHA1     : 5f1bf3b2a0c4d8e6f7a9b0c1d2e3f4a5b6c7d8e9",
        "anna::CORP:1122334455667788:{A}:0101", "uuid {A}: {A}\\nuuid={A}", "https://www.virustotal.com/gui/url/{A}",
        "password={A}\\nand once more {A} in a log"})
    void secretsAreNoIndicatorsAtAll(String text) {
        assertThat(found(text)).noneMatch(one -> one.contains(" A") || one.contains(" B") || one.contains("5f1bf3b2"))
                .isSubsetOf("ipv4 10.1.2.3 private address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{A}", "Dropped file: {A}", "MD5={A}", "md5sum {A} x.bin", "Hash: {A}", "session ended, then {A} was dropped", "password.txt\\n{A}",
            "MD5\\n{A}",
        "https://www.virustotal.com/gui/file/{A}", "https://www.virustotal.com/gui/file/{A}/detection", "password={A}\\nMD5: {A}", "{A}  token.exe",
        "File hashes:\\n- {A}",
        "NTLM hashes:\\n\\nFiles:\\n{A}"})
    void everythingElseIsAHashOfAFile(String text) {
        assertThat(found(text)).contains("md5 A");
    }

    @Test
    void sysmonNamesEachOfItsHashes() {
        assertThat(found("Hashes: SHA1=5F1BF3B2A0C4D8E6F7A9B0C1D2E3F4A5B6C7D8E9,MD5={A},IMPHASH={B}"))
                .containsExactly("sha1 5f1bf3b2a0c4d8e6f7a9b0c1d2e3f4a5b6c7d8e9", "md5 A", "fingerprint B imphash");
    }

    @Test
    void theSameValueMayBeAFingerprintHereAndAFilesHashThere() {
        assertThat(found("IMPHASH={A} MD5={A}")).contains("md5 A");
    }

    @Test
    void aHeadingEndsAtTheNextOne() {
        assertThat(found("Imphash:\n{A}\n\nMD5:\n{B}")).containsExactly("fingerprint A imphash", "md5 B");
    }
}
