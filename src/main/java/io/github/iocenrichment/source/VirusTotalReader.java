package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads VirusTotal's answers (API v3, docs.virustotal.com) to report look-ups, submissions and their polls. The facts are those of
 * {@link VirusTotalAttributes}. Zeros in place of counts mean that nothing was analysed yet: {@code pending}, never clean.
 */
public final class VirusTotalReader {
    public static final String SOURCE = "virustotal";
    private static final Duration PREPARING = Duration.ofMinutes(10);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(60);
    private static final Set<String> ERROR = Set.of("error", "code", "message", "data", "id", "attributes", "status");

    /** As {@link #read(IndicatorType, String, HttpReply, Instant, int)}, when the answer before this one was no 429. */
    public Reading read(IndicatorType type, String value, HttpReply reply, Instant now) {
        return read(type, value, reply, now, 0);
    }

    /**
     * @param consecutive429 answers 429 that came directly before this one with this key; 0 when there was none. The first is
     *                       taken for the minute's limit, the second in a row for the day's, since nothing in them says which
     */
    public Reading read(IndicatorType type, String value, HttpReply reply, Instant now, int consecutive429) {
        Question question = question(type, value, now);
        if (reply.status() != 200) {
            return error(question, reply, consecutive429);
        }
        VirusTotalAttributes facts = new VirusTotalAttributes(type);
        try {
            JsonNode data = VendorJson.read(reply, facts.keep()).path("data");
            JsonNode attributes = data.path("attributes");
            if (!data.isObject() || !attributes.isObject()) {
                return question.otherForm(List.of());
            }
            if (!VirusTotalObject.isAsked(type, value, data)) {
                return question.without(AnswerState.FAILED, "VirusTotal answered about another object", List.of());
            }
            return report(question, facts, attributes, VendorJson.line(data.get("id"), 200));
        } catch (UnreadableReplyException unreadable) {
            return question.unreadable(unreadable, List.of());
        }
    }

    /** The answer for a kind of indicator that VirusTotal has no report for. */
    public Answer unsupported(IndicatorType type, String value, Instant now) {
        return Answer.without(AnswerState.SKIPPED, SOURCE, type, value, "VirusTotal does not look up " + Words.kind(type), now);
    }

    /**
     * What became of {@code POST /urls}.
     *
     * @param analysisId where to poll; null when {@code failure} says why there is none
     * @param known      true when VirusTotal says that it has the URL already (409): read its report
     */
    public record Submission(@Nullable String analysisId, boolean known, @Nullable Reading failure) {
    }

    public Submission readSubmission(String url, HttpReply reply, Instant now, int consecutive429) {
        Question question = question(IndicatorType.URL, url, now);
        if (reply.status() == 409) {
            return new Submission(null, true, null);
        }
        if (reply.status() != 200) {
            return new Submission(null, false, error(question, reply, consecutive429));
        }
        try {
            String id = VendorJson.line(VendorJson.read(reply, VendorJson.Keep.only(ERROR)).path("data").get("id"), 500);
            return id == null ? new Submission(null, false, question.otherForm(List.of())) : new Submission(id, false, null);
        } catch (UnreadableReplyException unreadable) {
            return new Submission(null, false, question.unreadable(unreadable, List.of()));
        }
    }

    /**
     * One poll of a submission. While it is not completed its zeros say nothing; once it is, read the URL's report.
     *
     * @param reading pending or failed; null when completed
     */
    public record Poll(boolean completed, @Nullable Reading reading) {
    }

    public Poll readAnalysis(String url, HttpReply reply, Instant now, int consecutive429) {
        Question question = question(IndicatorType.URL, url, now);
        if (reply.status() != 200) {
            return new Poll(false, error(question, reply, consecutive429));
        }
        try {
            JsonNode status = VendorJson.read(reply, VendorJson.Keep.only(ERROR)).path("data").path("attributes").get("status");
            String word = VendorJson.line(status, 40);
            if (word == null) {
                return new Poll(false, question.otherForm(List.of()));
            }
            return word.equalsIgnoreCase("completed") ? new Poll(true, null) : new Poll(false, pending(question, "analysis is " + word));
        } catch (UnreadableReplyException unreadable) {
            return new Poll(false, question.unreadable(unreadable, List.of()));
        }
    }

    private static Reading report(Question question, VirusTotalAttributes reader, JsonNode attributes, @Nullable String id) {
        Map<String, Object> map = reader.read(attributes);
        Facts facts = new Facts(map);
        String link = VirusTotalPaths.page(question.type(), question.value(), id != null ? id : facts.text("sha256").orElse(null));
        Instant analysed = facts.time("analysedAt").orElse(null);
        boolean assessed = facts.text("gtiVerdict").filter(word -> word.equals("malicious") || word.equals("suspicious")).isPresent();
        boolean nobodyLooked = facts.count("votes") == 0 && (analysed == null || facts.count("withoutVote") == 0) && !assessed;
        if (nobodyLooked) {
            Answer waiting = new Answer(SOURCE, question.type(), question.value(), AnswerState.PENDING, "known to VirusTotal, not analysed yet",
                    question.now().plus(PREPARING), question.now(), null, link, null, map);
            return new Reading(waiting, List.of(), false);
        }
        return question.found(map, VirusTotalAttributes.summary(facts), VirusTotalAttributes.observedAt(facts), link, List.of());
    }

    private static Reading error(Question question, HttpReply reply, int consecutive429) {
        int status = reply.status();
        if (status == 429) {
            return tooMany(question, reply, consecutive429);
        }
        if (status == 409) {
            return pending(question, "VirusTotal is at work on it (409)");
        }
        if (status == 424) {
            return question.outage("VirusTotal answered 424", List.of());
        }
        if (status == 403 && ReplyBody.looksLikeMarkup(reply)) {
            return question.outage("VirusTotal: the edge refused the call (403)", List.of());
        }
        if (status != 400 && status != 403 && status != 404) {
            return question.byStatus(reply, List.of());
        }
        JsonNode error = errorOf(reply);
        String code = VendorJson.line(error.get("code"), 80);
        if (status == 400) {
            return "NotAvailableYet".equals(code) ? pending(question, "VirusTotal is preparing the report")
                    : question.rejected(status, error.get("message"), List.of());
        }
        if (status == 403 && "ForbiddenError".equals(code)) {
            // the key is good for other questions
            return question.without(AnswerState.REJECTED, "VirusTotal: the key does not include this question (403)", List.of());
        }
        if (status == 403 || code == null) {
            return question.byStatus(reply, List.of());
        }
        Answer unknown = Answer.without(AnswerState.NOT_FOUND, SOURCE, question.type(), question.value(), "never seen by VirusTotal", question.now())
                .withLink(VirusTotalPaths.page(question.type(), question.value(), null));
        return new Reading(unknown, List.of(), false);
    }

    private static Reading tooMany(Question question, HttpReply reply, int consecutive429) {
        Instant now = question.now();
        if (consecutive429 > 0) {
            Instant midnight = RetryTime.nextDay(now);
            return question.later(AnswerState.QUOTA, "VirusTotal: quota used up", midnight, List.of(new QuotaNotice("day", null, 0L, midnight)));
        }
        Instant soon = RetryTime.retryAfter(reply, now).map(t -> RetryTime.later(t, now.plusSeconds(1))).orElse(now.plus(FIRST_WAIT));
        return question.later(AnswerState.QUOTA, "VirusTotal: too many requests", soon, List.of(new QuotaNotice("minute", null, 0L, soon)));
    }

    private static Reading pending(Question question, String reason) {
        return question.later(AnswerState.PENDING, reason, question.now().plus(PREPARING), List.of());
    }

    private static JsonNode errorOf(HttpReply reply) {
        try {
            return VendorJson.read(reply, VendorJson.Keep.only(ERROR)).path("error");
        } catch (UnreadableReplyException noWords) {
            return MissingNode.getInstance();
        }
    }

    private static Question question(IndicatorType type, String value, Instant now) {
        return new Question(SOURCE, "VirusTotal", type, value, now);
    }
}
