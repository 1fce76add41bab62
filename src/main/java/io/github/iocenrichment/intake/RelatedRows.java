package io.github.iocenrichment.intake;

import io.github.iocenrichment.ivanti.AttachmentList;
import io.github.iocenrichment.ivanti.AttachmentRow;
import io.github.iocenrichment.ivanti.IvantiFault;
import io.github.iocenrichment.ivanti.IvantiPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The child rows of one record of Ivanti, attachments or journal entries, each row once, while its pages come in. */
public final class RelatedRows {
    /** Rows that are taken in; far above what people attach. */
    static final int MOST = 1000;
    private final String relationship;
    private final String object;
    private final String parentRecId;
    private final Map<String, AttachmentRow> rows = new LinkedHashMap<>();
    private List<String> broken = new ArrayList<>();
    private @Nullable IvantiFault fault;
    private long counted;
    private int skip;
    private boolean more;
    private boolean cut;

    /**
     * @param relationship path by which the rows are asked for first; empty when there is none
     * @param object       path of the rows' own object, where they are asked for by their parent
     */
    RelatedRows(String relationship, String object, String parentRecId) {
        this.relationship = relationship;
        this.object = object;
        this.parentRecId = parentRecId;
        this.more = relationship.isEmpty();
    }

    /** True while there is a page to ask for by the parent. */
    public boolean isMore() {
        return more;
    }

    public boolean isByRelationship() {
        return !relationship.isEmpty();
    }

    public String getRelationship() {
        return relationship;
    }

    public String getObject() {
        return object;
    }

    /** Query of the next page by the parent, percent-encoded. */
    public String getQuery() {
        return IvantiPath.childrenQuery(parentRecId, skip);
    }

    public List<AttachmentRow> rows() {
        return List.copyOf(rows.values());
    }

    /** Null when the list was read, be it empty. */
    public @Nullable IvantiFault fault() {
        return fault;
    }

    /** What is missing in the list, one line each: rows without a key, and those that Ivanti counts and does not give. */
    List<String> missing() {
        List<String> words = new ArrayList<>(broken);
        if (cut) {
            words.add("Ivanti lists more than " + rows.size() + "; the rest was not looked at");
        } else if (counted > rows.size() + broken.size()) {
            words.add("Ivanti counts " + counted + " and lists " + (rows.size() + broken.size()));
        }
        return words;
    }

    /** True when an earlier answer stands whatever becomes of the next page. */
    boolean hasRows() {
        return !rows.isEmpty();
    }

    void related(AttachmentList list) {
        add(list);
        more = list.mayBeCut();
    }

    /** The relationship is unknown to this tenant. */
    void unrelated() {
        more = true;
    }

    void page(AttachmentList list) {
        if (skip == 0) {
            broken = new ArrayList<>();
        }
        skip += list.received();
        // a server that does not skip would give the same page for ever
        more = add(list) && list.isFullPage();
        if (more && rows.size() >= MOST) {
            more = false;
            cut = true;
        }
    }

    void failed(@Nullable IvantiFault why) {
        fault = why;
        more = false;
    }

    void end() {
        more = false;
    }

    private boolean add(AttachmentList list) {
        int before = rows.size();
        list.rows().forEach(row -> rows.putIfAbsent(row.recId().toUpperCase(Locale.ROOT), row));
        broken.addAll(list.broken());
        counted = Math.max(counted, list.counted());
        return rows.size() > before;
    }
}
