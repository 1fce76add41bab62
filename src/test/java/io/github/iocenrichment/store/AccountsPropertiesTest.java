package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Calls that are paid for together come to what they come to one by one in the same order, and leave the same accounts behind. */
class AccountsPropertiesTest {
    private static final Instant START = Instant.parse("2026-11-23T23:50:00Z");
    private static final List<List<Budget>> BUDGETS = List.of(List.of(new Budget(QuotaWindow.MINUTE, 4), new Budget(QuotaWindow.DAY, 20)),
            List.of(new Budget(QuotaWindow.HALF_MINUTE, 5, true)), List.of(new Budget(QuotaWindow.HOUR, 5), new Budget(QuotaWindow.DAY, 6)));

    /** A call that is to be paid. @param request null for a further call of a question */
    private record Call(int source, QuotaRequest request, Share share) {
    }

    /** Calls that are paid for together. @param after seconds since those before */
    private record Together(int after, List<Call> calls) {
    }

    @Provide
    Arbitrary<List<Together>> sets() {
        Arbitrary<QuotaRequest> requests = Combinators.combine(Arbitraries.of("A", "B", "C", "D"), Arbitraries.integers().between(1, 5),
                Arbitraries.of(true, false))
                .as(QuotaRequest::new);
        Arbitrary<Call> calls = Combinators.combine(Arbitraries.integers().between(0, 2), requests, Arbitraries.of(true, true, true, false),
                Arbitraries.of(1, 25, 60, 100), Arbitraries.of(0, 0, 1, 3))
                .as((source, request, first, percent, reserved) ->
                        new Call(source, first ? request : null, new Share(request.owner(), percent, first ? reserved : 0)));
        return Combinators.combine(Arbitraries.of(0, 1, 7, 61, 700), calls.list().ofMinSize(1).ofMaxSize(12)).as(Together::new)
                .list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 60, seed = "1")
    void togetherIsAsOneByOne(@ForAll Databases database, @ForAll("sets") List<Together> sets) throws SQLException {
        Store store = database.store();
        List<String> together = IntStream.range(0, BUDGETS.size()).mapToObj(i -> Databases.unique("t")).toList();
        List<String> single = IntStream.range(0, BUDGETS.size()).mapToObj(i -> Databases.unique("s")).toList();
        Instant now = START;
        for (Together set : sets) {
            now = now.plusSeconds(set.after());
            assertThat(paidTogether(store, together, set.calls(), now)).isEqualTo(paidOneByOne(store, single, set.calls(), now));
        }
        for (int i = 0; i < BUDGETS.size(); i++) {
            assertThat(rows(store, together.get(i))).isEqualTo(rows(store, single.get(i)));
        }
    }

    private static List<Spend> paidTogether(Store store, List<String> names, List<Call> calls, Instant now) {
        return store.answers().inOne(set -> {
            Accounts accounts = set.accounts(calls.stream().collect(Collectors.groupingBy(call -> names.get(call.source()),
                    Collectors.mapping(call -> call.share().owner(), Collectors.toSet()))), now);
            return calls.stream().map(call -> accounts.spend(names.get(call.source()), BUDGETS.get(call.source()), call.request(), call.share())).toList();
        });
    }

    private static List<Spend> paidOneByOne(Store store, List<String> names, List<Call> calls, Instant now) {
        OneByOne each = new OneByOne(store);
        return calls.stream().map(call -> each.trySpend(names.get(call.source()), BUDGETS.get(call.source()), call.request(), call.share(), now)).toList();
    }

    /** A source's account and what incidents have taken of it, as they are kept. */
    private static List<String> rows(Store store, String source) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = store.dataSource().getConnection(); PreparedStatement query = connection.prepareStatement("""
                select body from quota where source = ? union all
                select concat(rec_id, ' ', of_day, ' ', taken, ' of ', allowed) from source_share where source = ? order by 1""")) {
            query.setString(1, source);
            query.setString(2, source);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
        }
        return rows;
    }
}
