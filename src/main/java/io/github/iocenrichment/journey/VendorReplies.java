package io.github.iocenrichment.journey;

import io.github.iocenrichment.source.AbuseIpDbReader;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.HttpReply;
import io.github.iocenrichment.source.HybridAnalysisReader;
import io.github.iocenrichment.source.NvdReader;
import io.github.iocenrichment.source.Reading;
import io.github.iocenrichment.source.VirusTotalPaths;
import io.github.iocenrichment.source.VirusTotalReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Lets each vendor's reader make sense of the vendor's answer, for the routes. */
public final class VendorReplies {
    private final AbuseIpDbReader abuseIpDb;
    private final VirusTotalReader virusTotal = new VirusTotalReader();
    private final HybridAnalysisReader hybridAnalysis = new HybridAnalysisReader();
    private final NvdReader nvd = new NvdReader();
    private final LookUps lookUps;
    private final Clock clock;

    /** @param abuseIpDbDays the window of {@code abuseipdb.max-age-days} */
    public VendorReplies(LookUps lookUps, int abuseIpDbDays, Clock clock) {
        this.lookUps = lookUps;
        this.abuseIpDb = new AbuseIpDbReader(abuseIpDbDays);
        this.clock = clock;
    }

    /** A value made fit for a query. */
    public String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public void abuseIpDb(LookUp lookUp, HttpReply reply) {
        lookUps.take(lookUp, abuseIpDb.read(lookUp.getType(), lookUp.getValue(), reply, clock.instant()));
    }

    public String virusTotalPath(LookUp lookUp) {
        return VirusTotalPaths.path(lookUp.getType(), lookUp.getValue());
    }

    /** The vendor does not say which of its quotas is used up; a second refusal in a row means that it is not the minute's. */
    public void virusTotal(LookUp lookUp, HttpReply reply) {
        lookUps.take(lookUp, virusTotal.read(lookUp.getType(), lookUp.getValue(), reply, clock.instant(), refusals(lookUps, lookUp, reply)));
    }

    /** How many refusals for quota came directly before this answer: 0 or 1. */
    static int refusals(LookUps lookUps, LookUp lookUp, HttpReply reply) {
        if (reply.status() == 429) {
            return lookUps.isRefusedAgain(lookUp) ? 1 : 0;
        }
        lookUps.isServed(lookUp);
        return 0;
    }

    public void hybridAnalysisSearch(LookUp lookUp, HttpReply reply) {
        HybridAnalysisReader.HashSearch search = hybridAnalysis.readSearch(lookUp.getType(), lookUp.getValue(), reply, clock.instant());
        lookUp.searched(search);
        if (search.reading() != null) {
            lookUps.take(lookUp, search.reading());
        }
    }

    /** One file's overview; the last of several makes the answer for the hash that they share. */
    public void hybridAnalysisOverview(LookUp lookUp, String sha256, HttpReply reply) {
        Reading overview = hybridAnalysis.readOverview(sha256, reply, clock.instant());
        if (lookUp.search() == null || !isAboutTheFile(overview.answer())) {
            // asked by SHA-256, or trouble with one of several files: the same would befall the others
            lookUps.take(lookUp, lookUp.search() == null ? overview : new Reading(overview.answer().about(lookUp.getType(), lookUp.getValue()),
                    overview.quota(), overview.outage()));
            return;
        }
        lookUp.overviews().add(overview);
        if (lookUp.overviews().size() == lookUp.getFiles().size()) {
            List<Answer> answers = lookUp.overviews().stream().map(Reading::answer).toList();
            lookUps.take(lookUp, new Reading(hybridAnalysis.combine(lookUp.getType(), lookUp.getValue(), lookUp.search(), answers, clock.instant()),
                    overview.quota(), false));
        }
    }

    public void nvd(LookUp lookUp, HttpReply reply) {
        lookUps.take(lookUp, nvd.read(lookUp.getValue(), reply, clock.instant()));
    }

    private static boolean isAboutTheFile(Answer answer) {
        return answer.state() == AnswerState.FOUND || answer.state() == AnswerState.NOT_FOUND || answer.state() == AnswerState.PENDING;
    }
}
