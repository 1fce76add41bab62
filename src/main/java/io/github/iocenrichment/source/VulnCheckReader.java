package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads VulnCheck's answer about one CVE in its list of exploited vulnerabilities ({@code /v3/index/vulncheck-kev?cve=}).
 *
 * <p>Facts: as {@link KevCatalog}'s, {@code forensicTriage} excepted.
 */
public final class VulnCheckReader {
    public static final String SOURCE = "kev-vulncheck";
    private static final String LINK = "https://vulncheck.com/kev";
    private static final Set<String> NAMES = Set.of("data", "cve", "vulnerabilityName", "shortDescription", "required_action", "knownRansomwareCampaignUse",
            "date_added", "dueDate");

    public Reading read(String cve, HttpReply reply, Instant now) {
        Question question = new Question(SOURCE, "VulnCheck", IndicatorType.CVE, cve, now);
        if (reply.status() == 429) {
            Instant until = RetryTime.later(RetryTime.retryAfter(reply, now).orElse(now.plusSeconds(60)), now.plusSeconds(6));
            return question.later(AnswerState.QUOTA, "VulnCheck: too many requests", until, List.of(new QuotaNotice(null, null, 0L, until)));
        }
        if (reply.status() != 200) {
            return question.byStatus(reply, List.of());
        }
        try {
            JsonNode data = VendorJson.read(reply, VendorJson.Keep.only(NAMES)).path("data");
            if (!data.isArray()) {
                return question.otherForm(List.of());
            }
            for (JsonNode row : data) {
                if (Facts.lines(row.get("cve"), 100, 40).stream().anyMatch(cve::equalsIgnoreCase)) {
                    return listed(question, row);
                }
            }
            return data.isEmpty() ? question.without(AnswerState.NOT_FOUND, "not listed as exploited", List.of())
                    : question.without(AnswerState.FAILED, "VulnCheck answered about another CVE", List.of());
        } catch (UnreadableReplyException unreadable) {
            return question.unreadable(unreadable, List.of());
        }
    }

    private static Reading listed(Question question, JsonNode row) {
        // its dates carry time and zone, CISA's are bare days
        String added = VendorJson.line(row.get("date_added"), 40);
        String day = added != null && added.matches("\\d{4}-\\d{2}-\\d{2}.*") ? added.substring(0, 10) : null;
        String due = VendorJson.line(row.get("dueDate"), 40);
        boolean ransomware = "Known".equalsIgnoreCase(VendorJson.line(row.get("knownRansomwareCampaignUse"), 20));
        Map<String, Object> facts = new Facts.Builder().put("knownExploited", true).put("kevDateAdded", day)
                .put("kevDueDate", due != null && due.matches("\\d{4}-\\d{2}-\\d{2}.*") ? due.substring(0, 10) : null)
                .text("kevName", row.get("vulnerabilityName"), 160)
                .put("kevAction", VendorText.whole(row.get("required_action"), KevCatalog.LONGEST_TEXT))
                .put("kevDescription", VendorText.whole(row.get("shortDescription"), KevCatalog.LONGEST_TEXT)).put("kevRansomware", ransomware).build();
        return question.found(facts, KevCatalog.known(day, ransomware), KevCatalog.day(day), LINK, List.of());
    }
}
