package io.github.iocenrichment.source;

import java.util.List;

/**
 * What a reader made of one HTTP answer.
 *
 * @param answer  the answer
 * @param quota   what was learned about the source's quota
 * @param outage  true when the source fails (5xx, HTML page, silence): counts against its circuit breaker.
 *                Never seen, bad input, quota and a refused key do not.
 */
public record Reading(Answer answer, List<QuotaNotice> quota, boolean outage) {

    public Reading {
        quota = List.copyOf(quota);
    }
}
