package io.github.iocenrichment.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** One system for the page of sources, its state in words with the tone in which they are shown. */
final class SystemCard {
    private SystemCard() {
    }

    private record State(String tone, String words) {
    }

    static Map<String, Object> of(StatusView.Source source) {
        State state = state(source);
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("name", source.name());
        card.put("title", source.title());
        card.put("tone", state.tone());
        card.put("words", state.words());
        card.put("quotas", source.quotas().stream().map(SystemCard::quota).toList());
        if (source.health().refusedSince() != null) {
            card.put("remedy", source.health().remedy());
        }
        if (source.limits() != null) {
            card.put("limits", source.limits());
        }
        if (source.closedUntil() != null) {
            card.put("closedUntil", source.closedUntil().toString());
        }
        if (source.lastError() != null) {
            card.put("lastError", source.lastError());
            card.put("lastErrorAt", String.valueOf(source.lastErrorAt()));
        }
        return card;
    }

    private static State state(StatusView.Source source) {
        if (!source.enabled()) {
            return new State("plain", "not asked: no key");
        }
        if (source.health().refusedSince() != null) {
            return new State("bad", "refuses the key");
        }
        if (source.breaker() != null && !source.breaker().equals("closed")) {
            return new State("bad", "not asked after failures, breaker " + source.breaker());
        }
        if (source.health().failingSince() != null) {
            return new State("bad", "fails since " + Pages.time(source.health().failingSince()));
        }
        boolean isSpent = source.closedUntil() != null || source.quotas().stream().anyMatch(quota -> quota.closedUntil() != null);
        return isSpent ? new State("warn", "waits for its quota") : new State("ok", "in use");
    }

    private static Map<String, Object> quota(StatusView.Quota quota) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("window", String.valueOf(quota.window()));
        row.put("used", quota.used());
        row.put("limit", quota.limit());
        row.put("left", quota.left());
        if (quota.closedUntil() != null) {
            row.put("closedUntil", quota.closedUntil().toString());
        }
        return row;
    }
}
