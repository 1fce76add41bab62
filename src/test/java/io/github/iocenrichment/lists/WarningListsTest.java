package io.github.iocenrichment.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningListsTest {
    private static final WarningLists BUILT_IN = WarningLists.builtIn(Map.of());

    @TempDir
    Path folder;

    private static String words(WarningLists lists, String type, String value) {
        return lists.toLower(Indicator.of(IndicatorType.of(type), value)).map(Warning::words).orElse(null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            ipv4   ! 104.18.2.3                      ! content delivery network: 104.16.0.0/13 of the list "Cloudflare addresses" (2024-11-04)
            ipv6   ! 2606:4700::6812:203             ! content delivery network: 2606:4700::/32 of the list "Cloudflare addresses" (2024-11-04)
            cidr   ! 104.18.0.0/16                   ! content delivery network: 104.16.0.0/13 of the list "Cloudflare addresses" (2024-11-04)
            cidr   ! 104.0.0.0/8                     !
            ipv4   ! 34.201.7.7                      ! cloud provider: 34.192.0.0/10 of the list "Amazon Web Services addresses" (2024-11-04)
            ipv4   ! 40.107.2.3                      ! mail provider: 40.107.0.0/16 of the list "Microsoft 365 mail relays" (2024-11-04)
            ipv4   ! 203.0.113.7                     !
            domain ! www.google.com                  ! popular domain: google.com of the list "Popular domains" (2026-08-10)
            domain ! google.com                      ! popular domain: google.com of the list "Popular domains" (2026-08-10)
            domain ! google.com.evil.example         !
            domain ! notgoogle.com                   !
            domain ! evil.github.io                  !
            domain ! eur01.prod.exchangelabs.com     ! mail provider: prod.exchangelabs.com of the list "Names of mail relays" (2024-11-04)
            url    ! https://www.google.com/search?q=a !
            md5    ! d41d8cd98f00b204e9800998ecf8427e !
            """)
    void builtInListsNameKindEntryListAndDate(String type, String value, String words) {
        assertThat(words(BUILT_IN, type, value)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            'type':'cidr','list':['198.51.100.0/24','203.0.113.7'],'matching_attributes':['ip-src','ip-dst|port'] ! ipv4   ! 203.0.113.7              ! true
            'type':'cidr','list':['198.51.100.0/24'],'matching_attributes':['ip-src']             ! ipv4   ! 198.51.101.1             ! false
            'type':'hostname','list':['Example.org','.example.net'],'matching_attributes':['domain'] ! domain ! a.b.example.org        ! true
            'type':'hostname','list':['.example.net'],'matching_attributes':['domain','url']      ! url    ! https://a.example.net/   ! true
            'type':'hostname','list':['.example.net'],'matching_attributes':['domain','url']      ! url    ! https://a.example.net/x  ! false
            'type':'hostname','list':['example.net'],'matching_attributes':['hostname']           ! url    ! https://example.net/     ! false
            'type':'hostname','list':['github.io'],'matching_attributes':['hostname']             ! domain ! customer.github.io       ! false
            'type':'hostname','list':['github.io'],'matching_attributes':['hostname']             ! domain ! github.io                ! true
            'type':'string','list':['example.org'],'matching_attributes':['domain']               ! domain ! www.example.org          ! false
            'type':'string','list':['D41D8CD98F00B204E9800998ECF8427E'],'matching_attributes':['md5','filename|md5'] ! md5 \
                ! d41d8cd98f00b204e9800998ecf8427e ! true
            'type':'string','list':['203.0.113.7']                                                ! ipv4   ! 203.0.113.7              ! true
            'type':'cidr','list':['203.0.113.0/24'],'matching_attributes':[]                      ! ipv4   ! 203.0.113.7              ! true
            'type':'regex','list':['/[0-9]{4}/'],'matching_attributes':['phone-number']           ! md5    ! d41d8cd98f00b204e9800998ecf8427e ! false
            'type':'Hostname','list':['example.org']                                              ! domain ! example.org              ! true
            'type':'substring','list':['/wp-login'],'matching_attributes':['url']                 ! url    ! https://a.example/wp-login.php ! true
            'type':'regex','list':['/^https?:.*[.]png$/i'],'matching_attributes':['url']          ! url    ! https://a.example/A.PNG  ! true
            'type':'regex','list':['^(a+)+$'],'matching_attributes':['domain']             ! domain ! aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.b ! false
            """)
    void listsInMispsFormAreRead(String list, String type, String value, boolean found) {
        WarningList read = WarningList.read(("{'name':'A list','version':20260102," + list + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8), "a");
        assertThat(read.find(Indicator.of(IndicatorType.of(type), value)).isPresent()).isEqualTo(found);
        read.find(Indicator.of(IndicatorType.of(type), value)).ifPresent(warning -> assertThat(warning.date()).isEqualTo("2026-01-02"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            cloudflare         ! List of known Cloudflare IP ranges ! CDN
            amazon-aws         ! List of known Amazon AWS IP address ranges ! CLOUD
            cisco_top1000      ! Top 1000 websites from Cisco Umbrella ! POPULAR
            google-gmail-sending-ips ! List of known gmail sending IP ranges ! MAIL
            rfc5735            ! List of RFC 5735 CIDR blocks ! OTHER
            """)
    void theKindOfAListThatDoesNotSayItIsGuessed(String folder, String name, WarningKind kind) {
        assertThat(WarningKind.guessed(folder + " " + name)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {                                                  ! is no JSON
            {"type":"cidr"}                                    ! is not in the form of a MISP warning list
            {"type":"cidr","list":["10.0.0.0/33"]}             ! has the entry '10.0.0.0/33', which is no address block
            {"type":"phone","list":["1"]}                      ! has the type 'phone'
            {"type":"cidr","list":[],"kind":"nice"}            ! has the kind 'nice'
            {"type":"regex","list":["("]}                      ! has a regular expression that cannot be read
            """)
    void aBrokenListIsNamedWithItsFile(String json, String problem) throws IOException {
        Files.writeString(folder.resolve("own.json"), json);
        assertThatThrownBy(() -> WarningLists.load(folder, Map.of())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("own.json")
                .hasMessageContaining(problem);
    }

    @Test
    void aFolderReplacesTheBuiltInListsOfItsKinds() throws IOException {
        Files.createDirectories(folder.resolve("cloudflare"));
        Files.writeString(folder.resolve("cloudflare/list.json"), """
                {"name": "Cloudflare of today", "version": 20261101, "type": "cidr", "matching_attributes": ["ip-dst"], "list": ["198.51.100.0/24"]}""");
        Files.writeString(folder.resolve("cloudflare/notes.json"), "no list");
        WarningLists lists = WarningLists.load(folder, Map.of(WarningKind.CLOUD, WarningMode.OFF, WarningKind.CDN, WarningMode.SKIP));
        assertThat(words(lists, "ipv4", "198.51.100.7")).contains("Cloudflare of today");
        assertThat(words(lists, "ipv4", "104.18.2.3")).as("built-in, of the same kind").isNull();
        assertThat(words(lists, "ipv4", "34.201.7.7")).as("off").isNull();
        assertThat(words(lists, "domain", "google.com")).as("built-in, of another kind").isNotNull();
        assertThat(lists.toSkip(Indicator.of(IndicatorType.IPV4, "198.51.100.7"))).isPresent();
        assertThat(lists.toSkip(Indicator.of(IndicatorType.DOMAIN, "google.com"))).isEmpty();
        assertThatThrownBy(() -> WarningLists.load(folder.resolve("none"), Map.of())).hasMessageContaining("there is no folder");
    }
}
