package io.github.iocenrichment.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Finds incidents among many: by terms, each an equality ({@code ioc|198.51.100.7}, {@code word|invoice}), by number, stage and time of admission. Every
 * query begins at an index and ends with its page, so that its time does not grow with the store.
 */
public final class SearchStore {
    /** Longest term; a longer one is kept as its hash. */
    static final int TERM_MAX = 200;
    /** A term with so many incidents is as good as any other to begin with. */
    private static final int MANY = 2000;
    private static final String DONE = IncidentStore.DONE;
    private static final RowMapper<Hit> ROW = (row, context) -> new Hit(IncidentStore.ROW.map(row, context), row.getString("verdict"));

    private final Transactions transactions;

    SearchStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** An incident that was found. @param verdict its worst verdict; null before it is judged */
    public record Hit(StoredIncident incident, String verdict) {
    }

    /**
     * What is looked for; everything that is given must hold.
     *
     * @param terms  all of them
     * @param number null for any
     * @param stage  null for any
     * @param from   admitted at or after; null for any time
     * @param to     admitted before; null for any time
     * @param after  the last one of the page before; null for the first page
     * @param limit  incidents at the most
     */
    public record Criteria(List<String> terms, @Nullable String number, @Nullable String stage, @Nullable Instant from, @Nullable Instant to,
                           @Nullable Position after, int limit) {
        public Criteria {
            terms = List.copyOf(terms);
        }
    }

    /** Where a page ended. */
    public record Position(@Nullable Instant at, String recId) {
    }

    /** A term as it is kept: {@code KIND|value}. */
    public static String term(String kind, String value) {
        String term = kind + "|" + Text.clean(value);
        return term.length() <= TERM_MAX ? term : kind + "|sha256:" + Text.sha256(value);
    }

    static int add(Handle handle, String recId, Instant at, Collection<String> terms) {
        return Rows.execute(handle, "insert into incident_term (rec_id, term, at) values <rows> on conflict do nothing",
                terms.stream().distinct().map(term -> List.<Object>of(recId, Text.fit(term, TERM_MAX), at)).toList());
    }

    /** Latest admission first. */
    public List<Hit> find(Criteria wanted) {
        return transactions.read(handle -> wanted.number() != null ? byNumber(handle, wanted)
                : wanted.terms().isEmpty() ? byTime(handle, wanted) : byTerm(handle, wanted));
    }

    private static List<Hit> byNumber(Handle handle, Criteria wanted) {
        return paged(handle, "select i.* from incident i where i.number = :number", "i.admitted_at", wanted, "order by i.admitted_at desc, i.rec_id",
                wanted.terms(), false);
    }

    private static List<Hit> byTime(Handle handle, Criteria wanted) {
        return paged(handle, "select i.* from incident i where 1 = 1", "i.admitted_at", wanted, "order by i.admitted_at desc, i.rec_id", List.of(), false);
    }

    private static List<Hit> byTerm(Handle handle, Criteria wanted) {
        String rarest = wanted.terms().size() == 1 ? wanted.terms().get(0)
                : wanted.terms().stream().min(Comparator.comparingInt(term -> count(handle, term))).orElseThrow();
        return paged(handle, "select i.* from incident_term t join incident i on i.rec_id = t.rec_id where t.term = :rarest", "t.at", wanted,
                "order by t.term, t.at desc, t.rec_id", wanted.terms().stream().filter(term -> !term.equals(rarest)).toList(), true);
    }

    /** How many incidents that were taken in since then have a term; at most 1,000 are counted. */
    public int count(String term, Instant since) {
        return transactions.read(handle -> handle.createQuery("""
                        select count(*) from (select 1 as one from incident_term where term = :term and at >= :since fetch first 1000 rows only) counted""")
                .bind("term", term).bind("since", since).mapTo(Integer.class).one());
    }

    private static int count(Handle handle, String term) {
        return handle.createQuery("select count(*) from (select 1 as one from incident_term where term = :term fetch first " + MANY + " rows only) counted")
                .bind("term", term).mapTo(Integer.class).one();
    }

    private static List<Hit> paged(Handle handle, String select, String time, Criteria wanted, String order, List<String> terms, boolean byTerm) {
        StringBuilder sql = new StringBuilder(select);
        Map<String, Object> values = new LinkedHashMap<>();
        if (byTerm) {
            values.put("rarest", wanted.terms().stream().filter(term -> !terms.contains(term)).findFirst().orElseThrow());
        }
        if (wanted.number() != null) {
            values.put("number", wanted.number());
        }
        for (int i = 0; i < terms.size(); i++) {
            sql.append(" and exists (select 1 from incident_term u where u.rec_id = i.rec_id and u.term = :term").append(i).append(')');
            values.put("term" + i, terms.get(i));
        }
        add(sql, values, wanted.stage() == null ? null : " and i.stage = :stage", "stage", wanted.stage());
        add(sql, values, " and " + time + " >= :from", "from", wanted.from());
        add(sql, values, " and " + time + " < :to", "to", wanted.to());
        if (wanted.after() != null) {
            sql.append(" and ").append(time).append(" <= :afterAt and (").append(time).append(" < :afterAt or i.rec_id > :afterId)");
            values.put("afterAt", wanted.after().at());
            values.put("afterId", wanted.after().recId());
        }
        Query query = handle.createQuery(sql.append(' ').append(order).append(" fetch first :limit rows only").toString()).bind("limit", wanted.limit());
        values.forEach(query::bind);
        return query.map(ROW).list();
    }

    private static void add(StringBuilder sql, Map<String, Object> values, @Nullable String condition, String name, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.put(name, value);
        }
    }

    /** Incidents in work whose stage is one of these, latest first: few at any time, whatever the store holds. */
    public List<Hit> inWork(List<String> stages, int limit) {
        return transactions.read(handle -> handle.createQuery("""
                        select i.* from incident i where i.stage in (<stages>) and i.stage <> :done
                          order by i.admitted_at desc, i.rec_id fetch first :limit rows only""")
                .bindList("stages", stages).bind("done", DONE).bind("limit", limit).map(ROW).list());
    }

    /** One incident with its verdict. */
    public List<Hit> one(String recId) {
        return transactions.read(handle -> handle.createQuery("select i.* from incident i where i.rec_id = :recId").bind("recId", recId).map(ROW).list());
    }

    /** The stages that an incident has reached. */
    public List<Journey.Step> journey(String recId) {
        return transactions.read(handle -> handle.createQuery("select journey from incident where rec_id = :recId").bind("recId", recId)
                .mapTo(String.class).findOne()).map(Journey::read).orElse(List.of());
    }

    /**
     * Which other incidents hold the same.
     *
     * @param each incidents of a term at the most, latest first
     * @return incidents by term; terms that no other incident has are left out
     */
    public Map<String, List<Hit>> alsoWith(String recId, Collection<String> terms, int each) {
        Map<String, List<Hit>> found = new LinkedHashMap<>();
        for (List<String> some : Rows.parts(new ArrayList<>(terms))) {
            List<String> shared = transactions.read(handle -> handle.createQuery("""
                            select t.term from incident_term t where t.term in (<terms>) and t.rec_id <> :recId
                            group by t.term order by t.term fetch first 40 rows only""")
                    .bindList("terms", Rows.padded(some)).bind("recId", recId).mapTo(String.class).list());
            shared.forEach(term -> found.put(term, transactions.read(handle -> handle.createQuery("""
                            select i.* from incident_term t join incident i on i.rec_id = t.rec_id where t.term = :term and t.rec_id <> :recId
                            order by t.term, t.at desc, t.rec_id fetch first :each rows only""")
                    .bind("term", term).bind("recId", recId).bind("each", each).map(ROW).list())));
        }
        return found;
    }

    /** How often a term stood in incidents that were taken in before one. */
    public record Earlier(List<Sighting> latest, boolean more, Instant first) {
        public Earlier {
            latest = List.copyOf(latest);
        }
    }

    /** One earlier incident. @param at when it was opened, or taken in when that is not known @param marks which of the asked marks it has with the term */
    public record Sighting(String recId, String object, String number, Instant at, List<String> marks) {
        public Sighting {
            marks = List.copyOf(marks);
        }
    }

    /**
     * In which incidents that were taken in before a time the same stood: of each term the latest, and when it stood first, as far as the latest
     * {@value #MANY} say.
     *
     * @param marks terms that an incident may have besides, by the term to which they belong
     * @param terms at the most so many of them are looked for that others have
     * @param each  incidents of a term at the most
     * @return by term; terms that no such incident has are left out
     */
    public Map<String, Earlier> before(Instant time, Map<String, List<String>> marks, int terms, int each) {
        return marks.isEmpty() ? Map.of() : transactions.read(handle -> {
            List<String> shared = shared(handle, time, List.copyOf(marks.keySet()), terms);
            Map<String, List<Sighting>> found = new LinkedHashMap<>();
            shared.forEach(term -> found.put(term, latest(handle, term, time, each + 1)));
            Set<String> has = marked(handle, found, marks);
            Map<String, Earlier> earlier = new LinkedHashMap<>();
            found.forEach((term, sightings) -> earlier.put(term, new Earlier(sightings.stream().limit(each)
                    .map(one -> new Sighting(one.recId(), one.object(), one.number(), one.at(),
                    marks.get(term).stream().filter(mark -> has.contains(one.recId() + ' ' + mark)).toList())).toList(), sightings.size() > each,
                    first(handle, term, time))));
            return earlier;
        });
    }

    private static List<String> shared(Handle handle, Instant time, List<String> terms, int limit) {
        List<String> shared = new ArrayList<>();
        for (List<String> some : Rows.parts(terms)) {
            List<String> asked = Rows.padded(some);
            String wanted = asked.stream().map(term -> "(cast(? as varchar(" + TERM_MAX + ")))").collect(Collectors.joining(", "));
            Query query = handle.createQuery("select w.term from (values " + wanted
                    + ") as w(term) where exists (select 1 from incident_term t where t.term = w.term and t.at < ?)");
            for (int i = 0; i < asked.size(); i++) {
                query.bind(i, asked.get(i));
            }
            Set<String> others = query.bind(asked.size(), time).mapTo(String.class).set();
            some.stream().filter(others::contains).limit(limit - shared.size()).forEach(shared::add);
        }
        return shared;
    }

    private static List<Sighting> latest(Handle handle, String term, Instant time, int limit) {
        return handle.createQuery("""
                        select i.rec_id, i.object, i.number, i.created_at, i.admitted_at from incident_term t join incident i on i.rec_id = t.rec_id
                        where t.term = :term and t.at < :time order by t.term, t.at desc, t.rec_id fetch first :limit rows only""")
                .bind("term", term).bind("time", time).bind("limit", limit)
                .map((row, context) -> new Sighting(row.getString(1), row.getString(2), row.getString(3),
                        opened(Times.read(row, "created_at"), Times.read(row, "admitted_at")),
                List.of())).list();
    }

    private static @Nullable Instant opened(@Nullable Instant created, @Nullable Instant admitted) {
        return created == null ? admitted : created;
    }

    private static Instant first(Handle handle, String term, Instant time) {
        return handle.createQuery("select min(at) from (select t.at from incident_term t where t.term = :term and t.at < :time order by t.term, t.at desc,"
                + " t.rec_id fetch first "
                + MANY + " rows only) counted").bind("term", term).bind("time", time).mapTo(Instant.class).one();
    }

    /** Incident and mark, for each mark that an incident has. */
    private static Set<String> marked(Handle handle, Map<String, List<Sighting>> found, Map<String, List<String>> marks) {
        List<String> recIds = found.values().stream().flatMap(List::stream).map(Sighting::recId).distinct().toList();
        List<String> asked = found.keySet().stream().flatMap(term -> marks.get(term).stream()).distinct().toList();
        return recIds.isEmpty() || asked.isEmpty() ? Set.of() : handle.createQuery("select rec_id, term from incident_term where rec_id in (<recIds>) and"
                + " term in (<terms>)")
                .bindList("recIds", Rows.padded(recIds)).bindList("terms", Rows.padded(asked)).map((row, context) -> row.getString(1) + ' ' + row.getString(2)).set();
    }

    /** The terms of a kind that most incidents have, those of one incident left out, most frequent first. */
    public Map<String, Long> most(String kind, Instant since, int limit) {
        return transactions.read(handle -> handle.createQuery("""
                        select term, count(*) as n from incident_term where term >= :from and term < :to and at >= :since
                        group by term having count(*) > 1 order by n desc, term fetch first :limit rows only""")
                .bind("from", kind + "|").bind("to", kind + "}").bind("since", since).bind("limit", limit)
                .reduceRows(new LinkedHashMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("term", String.class).substring(kind.length() + 1), row.getColumn("n", Long.class));
                    return counts;
                }));
    }

    /** Changes when an incident has moved or work was parked, released or dropped: whoever shows a page knows by it that there is news. */
    public String stamp() {
        return transactions.read(handle -> handle.createQuery("""
                        select cast((select max(stage_at) from incident) as varchar(40)) as moved,
                          (select count(*) from task where parked_at is not null) as parked,
                          cast((select max(at) from audit) as varchar(40)) as acted,
                          (select count(*) from dropped_task) as dropped""")
                .map((row, context) -> row.getString(1) + "|" + row.getLong(2) + "|" + row.getString(3) + "|" + row.getLong(4)).one());
    }
}
