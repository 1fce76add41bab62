package io.github.iocenrichment.enrich;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.indicator.LeftOut;
import io.github.iocenrichment.intake.CollectIncident;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.intake.LaterReading;
import io.github.iocenrichment.report.CountedOnly;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Indicators of one attachment that come to those that were collected before, within the limits of the incident.
 *
 * @param source  the attachment's name
 * @param asked   those that will be asked about
 * @param named   those beyond {@code enrichment.max-indicators}, without their places
 * @param counted those beyond {@code work.max-indicators}, by type
 */
record AddedIndicators(String source, List<Indicator> asked, List<Indicator> named, List<LeftOut> counted) {

    static AddedIndicators to(Collected before, String source, List<Indicator> found, CollectIncident.Limits limits) {
        Set<String> known = new HashSet<>();
        Stream.of(before.indicators(), before.overLimit()).flatMap(List::stream).map(Indicator::key).forEach(known::add);
        List<Indicator> fresh = found.stream().filter(indicator -> !known.contains(indicator.key())).toList();
        int kept = Math.min(fresh.size(), Math.max(0, limits.perIncident() - known.size()));
        int asked = Math.min(kept, Math.max(0, limits.asked() - before.indicators().size()));
        return new AddedIndicators(source, fresh.subList(0, asked), fresh.subList(asked, kept).stream().map(CollectIncident::withoutPlaces).toList(),
                counted(fresh.subList(0, kept), fresh.subList(kept, fresh.size())));
    }

    private static List<LeftOut> counted(List<Indicator> kept, List<Indicator> leftOut) {
        Map<IndicatorType, Integer> counts = new EnumMap<>(IndicatorType.class);
        leftOut.forEach(indicator -> counts.merge(indicator.type(), 1, Integer::sum));
        return counts.entrySet().stream().map(count -> new LeftOut(count.getKey(),
                (int) kept.stream().filter(indicator -> indicator.type() == count.getKey()).count(), count.getValue(), false)).toList();
    }

    /** {@code 3 more indicators}. */
    String words() {
        int more = asked.size() + named.size();
        return more == 0 ? "no indicator that was not known" : more + (more == 1 ? " more indicator" : " more indicators");
    }

    /**
     * What is collected with them.
     *
     * @param within  what the attachment held beyond its own limit; stands for what an earlier try said of it
     * @param unread  further lines of what was not read
     * @param read    how many more attachments were read
     */
    Collected to(Collected before, List<CountedOnly> within, List<Unread> unread, int read, List<LaterReading> readings) {
        List<CountedOnly> countedOnly = new ArrayList<>(before.countedOnly().stream().filter(earlier -> !earlier.source().equals(source)).toList());
        countedOnly.addAll(within);
        if (!counted.isEmpty()) {
            countedOnly.add(new CountedOnly(source, "work.max-indicators", counted));
        }
        return new Collected(before.incident(), join(before.indicators(), asked), join(before.overLimit(), named), countedOnly,
                join(before.unread(), unread), before.attachments() + read, readings);
    }

    private static <T> List<T> join(List<T> one, List<T> other) {
        return Stream.of(one, other).flatMap(List::stream).toList();
    }
}
