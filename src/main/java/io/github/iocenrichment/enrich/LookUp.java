package io.github.iocenrichment.enrich;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.privacy.OutgoingValue;
import io.github.iocenrichment.source.AddedSourceReader;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.HybridAnalysisReader.HashSearch;
import io.github.iocenrichment.source.Reading;
import io.github.iocenrichment.store.AnswerStore.Claim;
import io.github.iocenrichment.store.AnswerStore.Key;
import io.github.iocenrichment.store.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One question to one source while it is being asked: filled by the look-up routes through {@link LookUps}. */
public final class LookUp {
    /** Stands for the turn at a source that takes one question at a time; no CVE and no other indicator is called so. */
    private static final String TURN = "*";

    private final String source;
    private final Indicator indicator;
    private final OutgoingValue asked;
    private final String recId;
    private final String owner;
    private final Work work;
    private final @Nullable LookUp behind;
    private final List<HttpReply> replies = new ArrayList<>();

    private boolean claimed;
    private boolean turn;
    private boolean toAsk;
    private boolean reached;
    private @Nullable Instant paidAt;
    private @Nullable Reading reading;
    private @Nullable Answer answer;
    private @Nullable String askedFor;
    private Learned learned;

    // of a URL that was submitted to VirusTotal
    private @Nullable Answer submission;
    private boolean scanned;

    // of an MD5 or SHA-1 at Hybrid Analysis
    private @Nullable HashSearch search;
    private final List<Answer> overviews = new ArrayList<>();

    /**
     * @param asked the value as it is sent to the source: the indicator's, with secrets and persons masked
     * @param recId the incident that asks
     * @param work  the task's work that asks, with which its claims end; null when no task does
     * @param behind the question that this one is a part of; null when it stands for itself
     */
    LookUp(String source, Indicator indicator, OutgoingValue asked, String recId, Work work, @Nullable LookUp behind) {
        this.source = source;
        this.learned = new Learned(source);
        this.indicator = indicator;
        this.asked = asked;
        this.behind = behind;
        this.recId = recId;
        this.work = work;
        // a part does not pass for the incident's own question about the same value
        this.owner = behind == null ? recId : recId + '|' + behind.getValue();
    }

    /** The incident that asks. */
    String recId() {
        return recId;
    }

    public String getSource() {
        return source;
    }

    public IndicatorType getType() {
        return indicator.type();
    }

    /** The value to send. */
    public String getValue() {
        return asked.value();
    }

    /** The value to send, made fit for a path, a query or a form. */
    public String getEncoded() {
        return OutgoingText.encoded(getValue());
    }

    /** The value to send as a text of JSON, with its quotation marks. */
    public String getJson() {
        return OutgoingText.json(getValue());
    }

    /** The same made fit for a query: a phrase of a search, which its quotation marks hold together. */
    public String getQuoted() {
        return OutgoingText.encoded(getJson());
    }

    /** True while the source has to be called; false when the answer is known without. */
    public boolean isToAsk() {
        return toAsk;
    }

    /** The files that an MD5 or SHA-1 was found to stand for, each a question of its own; empty when there is nothing more to ask. */
    public List<Indicator> getFiles() {
        return search == null ? List.of() : search.sha256s().stream().map(sha256 -> Indicator.of(IndicatorType.SHA256, sha256)).toList();
    }

    /** True when the question turned out to have parts that are questions of their own. */
    public boolean isPartial() {
        return search != null && !search.sha256s().isEmpty();
    }

    /** True for an MD5 or SHA-1 of which it is known already which files it stands for. */
    public boolean isSearched() {
        return search != null;
    }

    /** True when the value was submitted for analysis before, and is to be polled. */
    public boolean isSubmitted() {
        return submission != null;
    }

    /** What the source calls the analysis that was begun when it was asked before; null when none was. */
    public @Nullable String getToken() {
        return submission == null ? null : (String) submission.facts().get(AddedSourceReader.TOKEN);
    }

    /** How often the source was asked about that analysis. */
    int polls() {
        return submission != null && submission.facts().get(AddedSourceReader.POLLS) instanceof Number polls ? polls.intValue() : 0;
    }

    /** The pending answer that a submission left behind. */
    @Nullable Answer submission() {
        return submission;
    }

    /** The submission's analysis is finished. */
    void analysisFinished() {
        scanned = true;
    }

    public boolean isScanned() {
        return scanned;
    }

    Indicator indicator() {
        return indicator;
    }

    /** What the incident wants to know in the end: the indicator, or that of the question that this one is a part of. */
    Indicator wanted() {
        return behind == null ? indicator : behind.wanted();
    }

    /** Whether it is a part of another question. */
    boolean isPart() {
        return behind != null;
    }

    Key key() {
        return new Key(source, getType(), getValue());
    }

    /** The right to ask this. */
    Claim claim() {
        return new Claim(key(), owner, work);
    }

    /** The turn at a source that takes one question at a time. */
    Claim turnClaim() {
        return new Claim(new Key(source, getType(), TURN), owner + '|' + getValue(), work);
    }

    /** What ends with the question. */
    List<Claim> claims() {
        return turn ? List.of(turnClaim(), claim()) : List.of(claim());
    }

    /** Takes over what opening it came to. */
    LookUp opened(Opened outcome) {
        answer = outcome.known();
        askedFor = outcome.askedFor();
        claimed = outcome.isClaimed();
        turn = outcome.turn();
        search = outcome.search();
        paidAt = outcome.paidAt();
        toAsk = paidAt != null;
        if (outcome.submission() != null) {
            submission = outcome.submission();
            scanned = "".equals(submission.facts().get(UrlSubmissions.ANALYSIS));
        }
        return this;
    }

    /** Whether its answer was kept and had been asked for by the same incident since a time. */
    boolean isOwnSince(Instant since) {
        return recId.equals(askedFor) && !answer.answeredAt().isBefore(since);
    }

    boolean isMasked() {
        return asked.isMasked();
    }

    List<String> masked() {
        return asked.masked();
    }

    LookUp known(Answer known) {
        answer = known;
        toAsk = false;
        claimed = false;
        return this;
    }

    /** Paid for, so that the source may be called. */
    LookUp ask() {
        toAsk = true;
        return this;
    }

    /** The question has reached the source, or may have. */
    void markAsked() {
        reached = true;
    }

    /** The source has replied. */
    void received(HttpReply reply) {
        replies.add(reply);
    }

    /** What was replied so far belongs to a step that has ended. */
    void forgetHeard() {
        replies.clear();
    }

    /** What the source has replied since the last step, in the order in which it came. */
    List<HttpReply> replies() {
        return replies;
    }

    boolean isAsked() {
        return reached;
    }

    void paid(Instant at) {
        paidAt = at;
    }

    /** When the latest call was paid; null before the first. */
    @Nullable Instant paidAt() {
        return paidAt;
    }

    boolean isClaimed() {
        return claimed;
    }

    @Nullable Answer answer() {
        return answer;
    }

    void read(Reading made) {
        reading = made;
    }

    @Nullable Reading reading() {
        return reading;
    }

    /** What is to be written when the question ends, or before. */
    Learned learned() {
        return learned;
    }

    /** What was learned is in the store. @param ended whether its claims are gone with that */
    void written(boolean ended) {
        learned = new Learned(source);
        turn &= !ended;
    }

    /** What a search for the files behind an MD5 or SHA-1 came to. */
    void searched(HashSearch found) {
        search = found;
    }

    @Nullable HashSearch search() {
        return search;
    }

    /** The answers so far about the files that the hash stands for. */
    List<Answer> overviews() {
        return overviews;
    }
}
