package io.github.iocenrichment.enrich;

import io.github.iocenrichment.ivanti.AuthoredNotes;
import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.IvantiPath;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.lists.AnalystVerdict;
import io.github.iocenrichment.lists.OverrideNotes;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.OwnFailure;
import io.github.iocenrichment.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what analysts wrote about values in the journal notes of an incident. Notes of anybody else, and any other text of a ticket, set no verdict. */
public final class AnalystNotes {
    private static final int PAGE = 100;
    /** More notes than a person reads; what stands behind them is not looked at. */
    private static final int MOST_ROWS = 2000;

    private final Store store;
    private final Set<String> authors;
    private final String serviceAccount;
    private final OverrideNotes reader = new OverrideNotes();
    private final IncidentLog log;
    private final Clock clock;

    public AnalystNotes(Store store, Settings settings, IncidentLog log, Clock clock) {
        this.store = store;
        this.authors = settings.list("verdict.override-authors").stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.serviceAccount = settings.text("ivanti.service-account").toLowerCase(Locale.ROOT);
        this.log = log;
        this.clock = clock;
    }

    /** The notes of one incident while they are read. */
    public static final class Reading {
        private final String recId;
        private final String number;
        private final List<AnalystVerdict> found = new ArrayList<>();
        private int rows;
        private boolean more = true;

        private Reading(String recId, String number) {
            this.recId = recId;
            this.number = number;
        }

        /** True while there is a further page to ask for. */
        public boolean isMore() {
            return more;
        }

        public String getQuery() {
            return IvantiPath.notesQuery(recId, rows);
        }
    }

    /** Whether notes are read at all. */
    public boolean isRead() {
        return !authors.isEmpty();
    }

    public Reading begin(String recId) {
        return new Reading(recId, store.incidents().find(recId).map(one -> BusinessObject.of(one.object()).name(one.number())).orElse("INC?"));
    }

    /** Takes a page. @throws IvantiUnavailableException when it could not be read */
    public void page(Reading reading, IvantiReply reply) {
        if (!reply.isSound()) {
            throw new IvantiRefusedException("Ivanti: " + reply.fault().line());
        }
        AuthoredNotes page = AuthoredNotes.read(reply.http(), reading.recId, counting(), clock.instant());
        if (page.fault() != null) {
            throw new IvantiUnavailableException("Ivanti: " + page.fault().line(), clock.instant());
        }
        page.notes().forEach(note -> reading.found.addAll(reader.read(note.body(), note.author(), reading.number, note.at())));
        reading.rows += page.rows();
        reading.more = page.rows() == PAGE && reading.rows < MOST_ROWS;
    }

    /** Our own notes quote tickets, so that our account is never an author. */
    private Set<String> counting() {
        Set<String> own = store.records().accounts().stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return authors.stream().filter(name -> !name.equals(serviceAccount) && !own.contains(name)).collect(Collectors.toSet());
    }

    /** All pages were read: what the notes say now stands in the place of what they said before. */
    public void keep(Reading reading) {
        store.overrides().replace(reading.recId, reading.found);
    }

    /** Enrichment goes on with what is known. */
    public void failed(String recId, Throwable cause) {
        OwnFailure.passOn(cause);
        log.open(recId);
        log.warning("the journal notes could not be read for analysts' verdicts: " + FailureLog.words(cause) + "; those read before hold");
    }
}
