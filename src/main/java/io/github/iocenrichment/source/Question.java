package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked, of whom and when: the start of every {@link Reading} that a reader gives.
 *
 * @param source name of the source as in the settings
 * @param vendor its name for people
 */
record Question(String source, String vendor, IndicatorType type, String value, Instant now) {

    Reading found(Map<String, Object> facts, @Nullable String summary, @Nullable Instant observedAt, @Nullable String link, List<QuotaNotice> quota) {
        return new Reading(new Answer(source, type, value, AnswerState.FOUND, null, null, now, observedAt, link, summary, facts), quota, false);
    }

    Reading without(AnswerState state, @Nullable String reason, List<QuotaNotice> quota) {
        return new Reading(Answer.without(state, source, type, value, reason, now), quota, false);
    }

    Reading later(AnswerState state, @Nullable String reason, Instant askAgainAt, List<QuotaNotice> quota) {
        return new Reading(Answer.without(state, source, type, value, reason, now).withAskAgainAt(askAgainAt), quota, false);
    }

    Reading outage(String reason, List<QuotaNotice> quota) {
        return new Reading(Answer.without(AnswerState.FAILED, source, type, value, reason, now), quota, true);
    }

    Reading unreadable(UnreadableReplyException reply, List<QuotaNotice> quota) {
        return outage(vendor + ": " + reply.getMessage(), quota);
    }

    Reading otherForm(List<QuotaNotice> quota) {
        return without(AnswerState.FAILED, vendor + " answered in another form than agreed", quota);
    }

    /** The one meaning that redirects, outages and odd statuses have at every vendor; for statuses that the reader gives no meaning of its own. */
    Reading byStatus(HttpReply reply, List<QuotaNotice> quota) {
        int status = reply.status();
        if (status >= 300 && status < 400) {
            return without(AnswerState.FAILED, vendor + " redirected (" + status + "): wrong base URL, not followed", quota);
        }
        if (status >= 500 || status == 408) {
            return outage(vendor + " answered " + status, quota);
        }
        if (status == 404) {
            String reason = vendor + " answered 404 without saying what is missing: wrong base URL or path";
            return ReplyBody.looksLikeMarkup(reply) ? outage(reason, quota) : without(AnswerState.FAILED, reason, quota);
        }
        if (status == 401 || status == 403) {
            return without(AnswerState.UNAUTHORISED, vendor + " refused the key (" + status + ")", quota);
        }
        if (status == 400 || status == 413 || status == 414 || status == 422) {
            return without(AnswerState.REJECTED, vendor + " refused the question (" + status + ")", quota);
        }
        return without(AnswerState.FAILED, vendor + " answered " + status, quota);
    }

    /** A refusal with the vendor's own words, which are cleaned and bounded. */
    Reading rejected(int status, @Nullable JsonNode words, List<QuotaNotice> quota) {
        String said = words == null || words.isContainerNode() || words.isNull() ? null : VendorText.reason(words.asText());
        return without(AnswerState.REJECTED, vendor + " refused the question (" + status + ")" + (said == null ? "" : ": " + said), quota);
    }
}
