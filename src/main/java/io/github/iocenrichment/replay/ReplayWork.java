package io.github.iocenrichment.replay;

import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.ivanti.NotesPage;
import io.github.iocenrichment.ivanti.RecId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One incident that is done again: what the operator named, what it is in Ivanti, and what Ivanti holds of what was written about it. */
public final class ReplayWork {
    private final String named;
    private final BusinessObject object;
    private final @Nullable String query;
    private @Nullable Incident incident;
    private final List<NotesPage.Note> notes = new ArrayList<>();
    private int rows;
    private boolean moreNotes = true;
    private @Nullable String recordQuery;
    private WrittenEffects.@Nullable Record record;

    /**
     * @param named what the operator named
     * @param object what it is
     * @param query the query that finds it; null when it is neither a number nor a RecId
     */
    ReplayWork(String named, BusinessObject object, @Nullable String query) {
        this.named = named;
        this.object = object;
        this.query = query;
    }

    /** True when what was named can be asked for. */
    public boolean isAskable() {
        return query != null;
    }

    /** Why it cannot be done again, with the remedy; empty when it was found. */
    public Optional<String> refusal() {
        if (query == null) {
            return Optional.of("name an incident by its number (48201 or INC48201; SR10023, PRB311) or its RecId of 32 hexadecimal characters");
        }
        return isFound() ? Optional.empty() : Optional.of("Ivanti has no " + object.singular() + " of that number or RecId, or the key may not see it"
                + (object == BusinessObject.INCIDENT && RecId.isOne(named) ? "; write servicereq:RECID or problem:RECID for one of those" : ""));
    }

    /** Path of the list in which it is looked for. */
    public String getPath() {
        return object.path();
    }

    public @Nullable String getQuery() {
        return query;
    }

    /** True when Ivanti has it. */
    public boolean isFound() {
        return incident != null;
    }

    public String getRecId() {
        return incident.recId();
    }

    /** How people call it: {@code INC48213}. */
    public String getName() {
        return object.name(incident);
    }

    public String getSubject() {
        return incident.subject();
    }

    /** True while there may be further notes on it. */
    public boolean isMoreNotes() {
        return moreNotes;
    }

    /** How many notes have been read, other people's included. */
    public int getRows() {
        return rows;
    }

    /** True when a record incident is to be looked for. */
    public boolean isRecordWanted() {
        return recordQuery != null;
    }

    public @Nullable String getRecordQuery() {
        return recordQuery;
    }

    /** Our notes on it, in parts, oldest first. */
    public List<NotesPage.Note> getNotes() {
        return List.copyOf(notes);
    }

    /** The record incident as Ivanti has it; null when there is none. */
    public WrittenEffects.@Nullable Record getRecord() {
        return record;
    }

    BusinessObject object() {
        return object;
    }

    String named() {
        return named;
    }

    @Nullable Incident incident() {
        return incident;
    }

    void keepIncident(Incident found) {
        incident = found;
    }

    void after(NotesPage page, boolean more) {
        notes.addAll(page.ours());
        rows += page.rows();
        moreNotes = more;
    }

    void lookForRecord(String by) {
        recordQuery = by;
    }

    void keepRecord(WrittenEffects.Record found) {
        record = found;
    }
}
