package io.github.iocenrichment.enrich;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.source.AbuseIpDbReader;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.CveAnswers;
import io.github.iocenrichment.source.CveOrgReader;
import io.github.iocenrichment.source.HybridAnalysisReader;
import io.github.iocenrichment.source.NvdReader;
import io.github.iocenrichment.source.Reading;
import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.source.VirusTotalPaths;
import io.github.iocenrichment.source.VirusTotalReader;
import io.github.iocenrichment.source.VulnCheckReader;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets each vendor's reader make sense of the vendor's answer, for the routes. */
public final class VendorReplies {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    private final AbuseIpDbReader abuseIpDb;
    private final VirusTotalReader virusTotal = new VirusTotalReader();
    private final HybridAnalysisReader hybridAnalysis = new HybridAnalysisReader();
    private final NvdReader nvd = new NvdReader();
    private final CveOrgReader cveOrg = new CveOrgReader();
    private final VulnCheckReader vulnCheck = new VulnCheckReader();
    private final AtomicReference<String> hybridAnalysisVersion = new AtomicReference<>();
    private final LookUps lookUps;
    private final Clock clock;

    /** @param abuseIpDbDays the window of {@code abuseipdb.max-age-days} */
    public VendorReplies(LookUps lookUps, int abuseIpDbDays, Clock clock) {
        this.lookUps = lookUps;
        this.abuseIpDb = new AbuseIpDbReader(abuseIpDbDays);
        this.clock = clock;
    }

    public void abuseIpDb(LookUp lookUp, HttpReply reply) {
        lookUp.received(reply);
        lookUps.take(lookUp, abuseIpDb.read(lookUp.getType(), lookUp.getValue(), reply, clock.instant()));
    }

    public String virusTotalPath(LookUp lookUp) {
        return VirusTotalPaths.path(lookUp.getType(), lookUp.getValue());
    }

    /** The vendor does not say which of its quotas is used up; a second refusal in a row means that it is not the minute's. */
    public void virusTotal(LookUp lookUp, HttpReply reply) {
        lookUp.received(reply);
        lookUps.take(lookUp, virusTotal.read(lookUp.getType(), lookUp.getValue(), reply, clock.instant(), lookUps.budgets().refusalsBefore(lookUp, reply)));
    }

    /** Which files an MD5 or SHA-1 stands for, or that there are none. */
    public void hybridAnalysisSearch(LookUp lookUp, HttpReply reply) {
        lookUp.received(reply);
        logVersion(reply);
        HybridAnalysisReader.HashSearch search = hybridAnalysis.readSearch(lookUp.getType(), lookUp.getValue(), reply, clock.instant());
        if (search.reading() != null) {
            lookUps.take(lookUp, search.reading());
        } else {
            lookUps.searched(lookUp, search);
        }
    }

    public void hybridAnalysisOverview(LookUp lookUp, HttpReply reply) {
        lookUp.received(reply);
        logVersion(reply);
        lookUps.take(lookUp, hybridAnalysis.readOverview(lookUp.getValue(), reply, clock.instant()));
    }

    /** The answer about one of the files that a hash stands for; the last of them makes the answer for the hash, as old as the oldest of theirs. */
    public void hybridAnalysisFile(LookUp lookUp, Answer file) {
        List<Answer> files = lookUp.overviews();
        files.add(file);
        if (files.size() < lookUp.getFiles().size()) {
            return;
        }
        Answer known = hybridAnalysis.combine(lookUp.getType(), lookUp.getValue(), lookUp.search(), files,
                files.stream().map(Answer::answeredAt).min(Comparator.naturalOrder()).orElseThrow());
        Answer answer = files.stream().filter(one -> !isAboutTheFile(one)).findFirst().map(missing -> withMissing(lookUp, known, missing)).orElse(known);
        if (answer.state().isAnswered()) {
            lookUps.forgetSearch(lookUp);
        }
        lookUps.take(lookUp, new Reading(answer, List.of(), false));
    }

    /** A file without an answer leaves the whole open. After a failure, what is known of the others is told all the same, and the file asked for again. */
    private Answer withMissing(LookUp lookUp, Answer known, Answer missing) {
        if (known.state() != AnswerState.FOUND || missing.state() != AnswerState.FAILED || SourceFailure.isBeingAsked(missing)) {
            return missing.about(lookUp.getType(), lookUp.getValue());
        }
        return known.withAskAgainAt(missing.askAgainAt() != null ? missing.askAgainAt() : clock.instant().plus(Enrich.LATE_OUTAGE_GAP));
    }

    /** The first sign that Hybrid Analysis changed its contract is another version in the header of its answers. */
    private void logVersion(HttpReply reply) {
        HybridAnalysisReader.apiVersion(reply).filter(version -> !version.equals(hybridAnalysisVersion.getAndSet(version)))
                .ifPresent(version -> LOG.info("Hybrid Analysis answers with API version {}", version));
    }

    public void nvd(LookUp lookUp, HttpReply reply) {
        lookUp.received(reply);
        lookUps.take(lookUp, nvd.read(lookUp.getValue(), reply, clock.instant()));
    }

    /** Whether CVE.org is asked too; not while NVD is still to be asked before anything is reported. */
    public boolean needsCveOrg(Answer nvd, EnrichmentWork enrichment) {
        return !enrichment.isStillToAsk(nvd) && CveAnswers.needsCveOrg(nvd);
    }

    public List<Answer> both(Answer nvd, Answer cveOrg) {
        return List.of(nvd, cveOrg);
    }

    public void cveOrg(LookUp lookUp, HttpReply reply) {
        lookUp.received(reply);
        lookUps.take(lookUp, cveOrg.read(lookUp.getValue(), reply, clock.instant()));
    }

    public void vulnCheck(LookUp lookUp, HttpReply reply) {
        lookUp.received(reply);
        lookUps.take(lookUp, vulnCheck.read(lookUp.getValue(), reply, clock.instant()));
    }

    private static boolean isAboutTheFile(Answer answer) {
        return answer.state() == AnswerState.FOUND || answer.state() == AnswerState.NOT_FOUND || answer.state() == AnswerState.PENDING;
    }
}
