package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.enrich.Openings.Opening;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.HybridAnalysisReader.HashSearch;
import io.github.iocenrichment.source.QuotaNotice;
import io.github.iocenrichment.source.Reading;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.CountedStatements;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.QuotaStore;
import io.github.iocenrichment.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions that are opened and settled together. */
class OpeningsTest extends AskingVirusTotal {

    @BeforeEach
    void allSources() {
        open(Map.of("abuseipdb.api-key", "key-0002", "hybrid-analysis.api-key", "key-0003", "vulnerability.enabled", "true"));
    }

    private Openings openings(AnswerStore answers, QuotaStore quotas) {
        Sources sources = new Sources(settings);
        return new Openings(answers, sources, new QuotaGate(answers, quotas, sources, clock),
                new KeyRefusals(new LastErrors(clock), new IncidentLog(store.incidents())), clock);
    }

    private List<LookUp> opened(Openings openings, List<LookUp> lookUps, EnrichmentWork... enrichments) {
        List<Opening> together = IntStream.range(0, lookUps.size())
                .mapToObj(i -> new Opening(lookUps.get(i), enrichments[i % enrichments.length], true)).toList();
        List<Opened> opened = openings.open(together);
        return IntStream.range(0, lookUps.size()).mapToObj(i -> lookUps.get(i).opened(opened.get(i))).toList();
    }

    private static LookUp lookUp(String source, Indicator indicator, EnrichmentWork enrichment) {
        return new LookUp(source, indicator, UrlPrivacy.builtIn().outgoing(indicator), enrichment.getRecId(), null, null);
    }

    private static List<LookUp> nine(EnrichmentWork enrichment) {
        Stream<LookUp> addresses = IntStream.rangeClosed(1, 3).mapToObj(i -> Indicator.of(IndicatorType.IPV4, "93.115.28." + i))
                .map(address -> lookUp("abuseipdb", address, enrichment));
        Stream<LookUp> files = hashes(1, 2).stream()
                .flatMap(hash -> Stream.of("hybrid-analysis", "virustotal").map(source -> lookUp(source, hash, enrichment)));
        Stream<LookUp> urls = IntStream.rangeClosed(1, 2).mapToObj(i -> Indicator.of(IndicatorType.URL, "http://e" + i + ".example.net/x"))
                .map(url -> lookUp("virustotal", url, enrichment));
        return Stream.of(addresses, files, urls).flatMap(all -> all).toList();
    }

    private static Answer found(LookUp lookUp) {
        return new Answer(lookUp.getSource(), lookUp.getType(), lookUp.getValue(), AnswerState.FOUND, null, null, START, null, null, "found",
                Map.of("malicious", 3));
    }

    /** Each statement may be a way over the network, and each of them is made while others wait for the same rows. */
    @ParameterizedTest
    @EnumSource(Databases.class)
    void nineLookUpsTakeFewStatements(Databases database) {
        try (Store counted = Store.open(database.fresh("node-1"), clock)) {
            CountedStatements statements = new CountedStatements(counted);
            Openings openings = openings(statements.answers(), statements.quotas());
            LookUps.Policy policy = new LookUps.Policy(Duration.ofHours(24), Duration.ofHours(6), Duration.ofMinutes(10), UrlPrivacy.builtIn(),
                    KnownValues.nothing());
            Settlements settlements = new Settlements(statements.answers(), policy, new LookUpPolicy(new Sources(settings), policy), clock);
            EnrichmentWork first = enrich(Duration.ZERO).begin(incident(hashes(1, 1)));
            List<LookUp> lookUps = opened(openings, nine(first), first);
            assertThat(lookUps).allMatch(LookUp::isToAsk);
            assertThat(statements.taken()).as("to open, at the first call ever").hasSizeLessThanOrEqualTo(10);

            lookUps.forEach(lookUp -> lookUp.read(new Reading(found(lookUp), List.of(new QuotaNotice("day", 500L, 100L, null)), false)));
            settlements.end(lookUps, first);
            assertThat(statements.taken()).as("to settle").hasSizeLessThanOrEqualTo(5);

            EnrichmentWork second = enrich(Duration.ZERO).begin(incident(hashes(1, 1)));
            assertThat(opened(openings, nine(second), second)).extracting(lookUp -> lookUp.answer().state()).containsOnly(AnswerState.FOUND);
            assertThat(statements.taken()).as("all are known").hasSize(1);

            clock.set(clock.instant().plus(Duration.ofHours(25)));
            EnrichmentWork later = enrich(Duration.ZERO).begin(incident(hashes(1, 1)));
            List<LookUp> again = opened(openings, nine(later), later);
            assertThat(again).filteredOn(LookUp::isToAsk).isNotEmpty();
            assertThat(statements.taken()).as("to open").hasSizeLessThanOrEqualTo(8);
            again.forEach(lookUp -> lookUp.read(new Reading(found(lookUp), List.of(), false)));
            settlements.end(again.stream().filter(LookUp::isToAsk).toList(), later);
            assertThat(statements.taken()).as("to settle what said nothing of its quota").hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void higherPrioritiesAreServedFirstAndReportsThatWentOutLast() {
        EnrichmentWork low = enrich(Duration.ZERO).begin(incident("5", hashes(1, 3)));
        EnrichmentWork late = enrich(Duration.ZERO).begin(incident("1", hashes(11, 3))).late(EarlierAnswers.NOTHING);
        EnrichmentWork high = enrich(Duration.ZERO).begin(incident("1", hashes(21, 3)));
        List<LookUp> lookUps = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            lookUps.add(lookUp("virustotal", hashes(1, 3).get(i), low));
            lookUps.add(lookUp("virustotal", hashes(11, 3).get(i), late));
            lookUps.add(lookUp("virustotal", hashes(21, 3).get(i), high));
        }
        opened(openings(store.answers(), store.quotas()), lookUps, low, late, high);

        assertThat(lookUps).filteredOn(LookUp::isToAsk).as("four calls a minute").extracting(LookUp::recId)
                .containsExactly(low.getRecId(), high.getRecId(), high.getRecId(), high.getRecId());
        assertThat(lookUps).filteredOn(lookUp -> !lookUp.isToAsk()).extracting(lookUp -> lookUp.answer().state()).containsOnly(AnswerState.QUOTA);
        assertThat(lookUps).filteredOn(lookUp -> !lookUp.isToAsk()).as("others may ask").allSatisfy(lookUp -> assertThat(store.answers()
                .<Set<?>>inOne(set -> set.claim(List.of(new AnswerStore.Claim(lookUp.key(), "other", null)), clock.instant().plusSeconds(9), clock.instant())))
                .hasSize(1));
    }

    @Test
    void whatTwoIncidentsWantIsAskedOnceAndASourceThatTakesOneAtATimeGetsOne() {
        EnrichmentWork one = enrich(Duration.ZERO).begin(incident("3", hashes(1, 1)));
        EnrichmentWork other = enrich(Duration.ZERO).begin(incident("2", hashes(1, 1)));
        Indicator cve = Indicator.of(IndicatorType.CVE, "CVE-2026-41234");
        Indicator otherCve = Indicator.of(IndicatorType.CVE, "CVE-2026-41235");
        List<LookUp> lookUps = List.of(lookUp("virustotal", hashes(1, 1).get(0), one), lookUp("virustotal", hashes(1, 1).get(0), other),
                lookUp("nvd", cve, one), lookUp("nvd", otherCve, other));
        opened(openings(store.answers(), store.quotas()), lookUps, one, other);

        assertThat(lookUps).extracting(LookUp::isToAsk).as("the more urgent one asks").containsExactly(false, true, false, true);
        assertThat(lookUps.get(0).answer().reason()).isEqualTo("being asked for another incident");
        assertThat(lookUps.get(2).answer()).satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(AnswerState.QUOTA);
            assertThat(answer.askAgainAt()).isEqualTo(clock.instant().plusMillis(250));
        });
        assertThat(lookUps.get(3).claims()).as("the question and the turn").hasSize(2);
    }

    @Test
    void whatIsKnownOfEarlierCallsComesWithTheClaim() {
        EnrichmentWork enrichment = enrich(Duration.ZERO).begin(incident("3", hashes(1, 1)));
        Indicator md5 = Indicator.of(IndicatorType.MD5, "fcf03f8078dc889fb6015a770ad38300");
        Indicator url = Indicator.of(IndicatorType.URL, "http://submitted.example.net/");
        Answer search = new HashSearch(null, List.of(hashes(1, 1).get(0).value()), Map.of(), 0, List.of(), START).kept(md5.type(), md5.value());
        Answer pending = new Answer("virustotal", url.type(), url.value(), AnswerState.PENDING, "submitted", START, START.minusSeconds(15), null, null, null,
                Map.of(UrlSubmissions.ANALYSIS, "u-1", "polls", 1));
        store.answers().inOne(set -> {
            set.save(List.of(new AnswerStore.Kept(search, START.plusSeconds(60), null), new AnswerStore.Kept(pending, START, null)));
            return null;
        });
        List<LookUp> lookUps = opened(openings(store.answers(), store.quotas()),
                List.of(lookUp("hybrid-analysis", md5, enrichment), lookUp("virustotal", url, enrichment)), enrichment);

        assertThat(lookUps.get(0).getFiles()).extracting(Indicator::value).containsExactly(hashes(1, 1).get(0).value());
        assertThat(lookUps.get(0).isToAsk()).as("the files are asked about").isFalse();
        assertThat(lookUps.get(0).isClaimed()).isTrue();
        assertThat(lookUps.get(1).isSubmitted()).isTrue();
        assertThat(lookUps.get(1).isToAsk()).isTrue();
    }

    @Test
    void manyThreadsOfManyIncidentsAskEachQuestionOnce() {
        open(Map.of("virustotal.quota.per-minute", "100000", "enrichment.source-share", "100%"));
        List<EnrichmentWork> incidents = IntStream.range(0, 8).mapToObj(i -> enrich(Duration.ZERO).begin(incident(hashes(1, 20)))).toList();
        ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();
        incidents.parallelStream().forEach(enrichment -> hashes(1, 20).parallelStream().forEach(hash -> {
            LookUp lookUp = lookUps.begin("virustotal", hash, enrichment);
            if (lookUp.isToAsk()) {
                sent.add(lookUp.getValue());
                lookUps.take(lookUp, new Reading(found(lookUp), List.of(), false));
            }
            Answer answer = lookUps.settle(lookUp, enrichment);
            assertThat(answer.state()).isIn(AnswerState.FOUND, AnswerState.FAILED);
        }));
        assertThat(sent).hasSize(20).hasSameSizeAs(new HashSet<>(sent));
    }
}
