package io.github.iocenrichment.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The raw answers of sources that were kept, compressed, until they are too old. They are written together with the answers that they became. */
public final class RawAnswerStore {
    private static final String HEAD = "select answer, part, answered_at, status, digest, body_length, masked, ";
    private static final RowMapper<RawAnswer> ROW = (row, context) -> {
        byte[] packed = row.getBytes("packed");
        return new RawAnswer(row.getString("answer"), row.getInt("part"), Times.read(row, "answered_at"), row.getInt("status"), row.getString("digest"),
                row.getLong("body_length"), row.getBoolean("masked"), packed == null ? null : Packed.text(packed, null));
    };

    private final Transactions transactions;

    RawAnswerStore(Transactions transactions) {
        this.transactions = transactions;
    }

    static void save(Handle handle, Collection<RawAnswer> raw) {
        Rows.execute(handle, """
                insert into raw_answer (answer, part, answered_at, status, digest, body_length, masked, packed) values <rows>
                on conflict do nothing""",
                raw.stream().map(one -> List.<Object>of(one.answer(), one.part(), one.answeredAt(), one.status(), one.digest(), one.length(), one.masked(),
                        Packed.of(one.text()))).toList());
    }

    static void join(Handle handle, String answer, List<String> parts) {
        List<RawAnswer> replies = parts.stream().flatMap(part -> of(handle, part).stream()).toList();
        save(handle, IntStream.range(0, replies.size()).mapToObj(i -> replies.get(i).as(answer, i)).toList());
    }

    private static List<RawAnswer> of(Handle handle, String answer) {
        return handle.createQuery(HEAD + "packed from raw_answer where answer = :answer order by part").bind("answer", answer).map(ROW).list();
    }

    /** What is kept of some answers, without the text, by the answer. */
    public Map<String, List<RawAnswer>> listed(Collection<String> answers) {
        Map<String, List<RawAnswer>> found = new TreeMap<>();
        for (List<String> some : Rows.parts(answers.stream().distinct().toList())) {
            transactions.read(handle -> handle.createQuery(HEAD + "null as packed from raw_answer where answer in (<answers>) order by answer, part")
                    .bindList("answers", Rows.padded(some)).map(ROW).list()).forEach(one -> found.computeIfAbsent(one.answer(), answer -> new ArrayList<>()).add(one));
        }
        return found;
    }

    /** The replies that made one answer, in their order; empty when none are kept. */
    public List<RawAnswer> of(String answer) {
        return transactions.read(handle -> of(handle, answer));
    }

    /** Forgets what was answered before the time. */
    public int prune(Instant olderThan) {
        return transactions.write(handle -> handle.createUpdate("delete from raw_answer where answered_at < :olderThan").bind("olderThan", olderThan)
                .execute());
    }
}
