package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.LeftOut;
import java.util.List;

/**
 * Indicators of one text that were found and, for a limit, only counted: none of them is named, asked about or published.
 *
 * @param source  the ticket field or the attachment's name
 * @param setting the limit that was reached, by the name of its setting
 * @param types   how many of each type; not empty
 */
public record CountedOnly(String source, String setting, List<LeftOut> types) {

    public CountedOnly {
        types = List.copyOf(types);
    }
}
