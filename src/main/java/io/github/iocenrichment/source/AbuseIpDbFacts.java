package io.github.iocenrichment.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What AbuseIPDB says of an address.
 *
 * @param score      0 to 100; null when none was given
 * @param reports    reports within the window; null when not given
 * @param reporters  different people behind them; null when not given
 * @param windowDays the days that are looked back over; null in answers that do not state it
 * @param isPublic   whether the address is a public one; null when not given
 * @param country    its country's code; null when not given
 * @param isp        its provider; null when not given
 * @param asn        number of its network; null when not given
 */
public record AbuseIpDbFacts(@Nullable Long score, @Nullable Long reports, @Nullable Long reporters, @Nullable Long windowDays, @Nullable Boolean isPublic,
                             boolean whitelisted, boolean anonymiser, boolean compromised, List<String> terms, @Nullable String country, @Nullable String isp,
                             @Nullable Long asn) implements VendorFacts {

    public static AbuseIpDbFacts of(Answer answer) {
        return of(Facts.of(answer));
    }

    static AbuseIpDbFacts of(Facts facts) {
        return new AbuseIpDbFacts(facts.number("score").orElse(null), facts.number("reports").orElse(null), facts.number("reporters").orElse(null),
                facts.number("windowDays").orElse(null), facts.flag("public").orElse(null), facts.is("whitelisted"),
                facts.is("tor") || facts.is("vpn") || facts.is("proxy"), facts.is("compromised"), facts.texts("terms"), facts.text("country").orElse(null),
                facts.text("isp").orElse(null), facts.number("asn").orElse(null));
    }

    @Override
    public List<String> labels() {
        return terms;
    }
}
