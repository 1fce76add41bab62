package io.github.iocenrichment.indicator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The kinds of indicator that are recognised; {@link #label()} is the spelling used on every wire, page and note. */
public enum IndicatorType {
    IPV4("ipv4"), IPV6("ipv6"), DOMAIN("domain"), URL("url"),
    MD5("md5"), SHA1("sha1"), SHA256("sha256"), SHA512("sha512"),
    CVE("cve"), EMAIL("email"), CIDR("cidr"), SSDEEP("ssdeep"),
    /** What a text calls a digest of something else than a file: IMPHASH, JA3, TLSH; never sent out. */
    FINGERPRINT("fingerprint");

    private final String label;

    IndicatorType(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    /** True for a single IPv4 or IPv6 address. */
    public boolean isAddress() {
        return this == IPV4 || this == IPV6;
    }

    /** True for the hashes that vendors look files up by; ssdeep is a similarity digest and not among them. */
    public boolean isHash() {
        return this == MD5 || this == SHA1 || this == SHA256 || this == SHA512;
    }

    @JsonCreator
    public static IndicatorType of(String label) {
        for (IndicatorType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no indicator type is called '" + label + "'");
    }
}
