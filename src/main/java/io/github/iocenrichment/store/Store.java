package io.github.iocenrichment.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The opened store: one database with the repositories over it. A change is on the disk when the call that made it returns.
 * One H2 file belongs to one process; a PostgreSQL database may be shared by several nodes.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    /** H2's "database is already closed": what its own shutdown statement may end with. */
    private static final int CLOSED = 90121;

    private final StoreSettings settings;
    private final HikariDataSource pool;
    private final HikariDataSource control;
    private final StoreWatch watch;
    private final DiskSync disk;
    private final Jdbi jdbi;
    private final Transactions transactions;
    private final Transactions controlTransactions;
    private final IncidentStore incidents;
    private final WatermarkStore watermarks;
    private final AnswerStore answers;
    private final QuotaStore quotas;
    private final EffectStore effects;
    private final StixLedger ledger;
    private final SendingOrder sending;
    private final CopyStore copies;
    private final AuditStore audit;
    private final RecordStore records;
    private final SearchStore search;
    private final FigureStore figures;
    private final Clock clock;
    private final OverrideStore overrides;
    private final RawAnswerStore rawAnswers;
    private final NodeStore nodes;

    private Store(StoreSettings settings, HikariDataSource pool, Clock clock) {
        this.settings = settings;
        this.pool = pool;
        this.control = StorePools.control(settings);
        this.watch = new StoreWatch(control, settings.isEmbedded(), settings.nodeName(), clock);
        this.jdbi = Jdbi.create(pool).installPlugin(new TimesWithZone());
        ObjectMapper json = StoredJson.mapper();
        this.disk = settings.isOnDisk() ? DiskSync.of(control) : DiskSync.BY_COMMIT;
        this.transactions = new Transactions(pool, disk, settings.isEmbedded());
        this.controlTransactions = new Transactions(control, disk, settings.isEmbedded());
        this.incidents = new IncidentStore(transactions, json);
        this.watermarks = new WatermarkStore(transactions);
        QuotaJson accounts = new QuotaJson(json);
        this.answers = new AnswerStore(transactions, json, accounts, settings.nodeName());
        this.quotas = new QuotaStore(transactions, accounts);
        this.effects = new EffectStore(transactions);
        this.ledger = new StixLedger(transactions);
        this.sending = new SendingOrder(transactions);
        this.copies = new CopyStore(transactions, json);
        this.audit = new AuditStore(transactions, settings.nodeName());
        this.records = new RecordStore(transactions);
        this.search = new SearchStore(transactions);
        this.figures = new FigureStore(transactions, json);
        this.clock = clock;
        this.overrides = new OverrideStore(transactions);
        this.rawAnswers = new RawAnswerStore(transactions);
        this.nodes = new NodeStore(transactions);
    }

    /**
     * Opens the database, brings its tables up to date and drops what a previous life of this node still claimed.
     *
     * @throws StoreException when that is not possible; its message names {@code store.url} and what to do
     */
    public static Store open(StoreSettings settings, Clock clock) {
        HikariDataSource pool = null;
        Store store = null;
        try {
            StoreFile.of(settings).ifPresent(StoreFile::prepare);
            pool = StorePools.work(settings);
            StoreSchema.migrate(pool, settings);
            store = new Store(settings, pool, clock);
            // a write, so that a read-only file is noticed now and not in the middle of an incident
            store.answers.dropOwnClaims();
            StoreState.check(pool, store.audit, clock);
            store.watch.start();
            return store;
        } catch (RuntimeException e) {
            if (store != null) {
                store.closeControl();
            }
            if (pool != null) {
                pool.close();
                letGo(settings, e);
            }
            throw OpeningFailure.inWords(settings, e);
        }
    }

    /** A store that was opened in part is closed again, so that this process does not keep the file from others. */
    private static void letGo(StoreSettings settings, RuntimeException cause) {
        try {
            StorePools.shutDown(settings);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    public IncidentStore incidents() {
        return incidents;
    }

    public WatermarkStore watermarks() {
        return watermarks;
    }

    public AnswerStore answers() {
        return answers;
    }

    public QuotaStore quotas() {
        return quotas;
    }

    public EffectStore effects() {
        return effects;
    }

    public StixLedger ledger() {
        return ledger;
    }

    public SendingOrder sending() {
        return sending;
    }

    public CopyStore copies() {
        return copies;
    }

    public AuditStore audit() {
        return audit;
    }

    public RecordStore records() {
        return records;
    }

    /** Incidents as they are looked for and shown. */
    public SearchStore search() {
        return search;
    }

    /** What happened how often, by hour and day. */
    public FigureStore figures() {
        return figures;
    }

    /** What analysts wrote about values in journal notes. */
    public OverrideStore overrides() {
        return overrides;
    }

    /** The nodes that work on it. */
    public NodeStore nodes() {
        return nodes;
    }

    /** What the sources answered, where it is kept. */
    public RawAnswerStore rawAnswers() {
        return rawAnswers;
    }

    /**
     * For the {@code task:} component, so that tasks and everything else are changed together: bind it into the Camel registry under the name {@code store}.
     */
    public Transactions transactions() {
        return transactions;
    }

    /** For heartbeats: over connections beside those of the work, with short bounds. */
    public Transactions controlTransactions() {
        return controlTransactions;
    }

    /** The connections of the work. */
    public DataSource dataSource() {
        return pool;
    }

    /** The connections of {@link #controlTransactions}. */
    public DataSource control() {
        return control;
    }

    public StoreSettings settings() {
        return settings;
    }

    /** Since when the database has not answered; empty while it does. Known from a look in the background, so that nobody waits for it. */
    public Optional<Instant> silentSince() {
        return watch.silentSince();
    }

    /**
     * Makes a copy of an H2 file as it is at this moment, beside the store in the folder {@code backups}, while it is worked on.
     *
     * @return the file
     * @throws StoreException when it cannot be made, and for a database that is no file of this process
     */
    public Path backup() {
        if (!settings.isOnDisk()) {
            throw new StoreException("a backup of it is made by other means: of PostgreSQL by pg_dump, of a store in memory by none");
        }
        Path folder = StoreFile.of(settings).orElseThrow().folder().resolve("backups");
        return new StoreBackup(pool, settings).write(folder, clock.instant());
    }

    /** For the health check: false while the database does not answer, or when it is closed. Never waits. */
    public boolean isUp() {
        return !pool.isClosed() && watch.silentSince().isEmpty();
    }

    /** Whether no other living process works on this database under this node's name: then what it had in work is nobody's any more. */
    public boolean isNameOurs() {
        return watch.isNameOurs();
    }

    /** True when the database answers now, however long that takes. */
    public boolean isReachable() {
        try {
            return jdbi.withHandle(handle -> handle.createQuery("select 1").mapTo(Integer.class).one()) == 1;
        } catch (RuntimeException e) {
            LOG.warn("The store does not answer: {}", StoreFailure.words(e).orElse(e.getClass().getSimpleName()));
            return false;
        }
    }

    /**
     * Forgets what is older than the given time: answers that have expired, effects and finished incidents not touched since,
     * their documents with them, and audit rows.
     *
     * @param olderThan must lie well behind the poll's overlap, or a handled incident would be taken for a new one
     */
    public void prune(Instant olderThan) {
        int answersGone = answers.prune(olderThan);
        int incidentsGone = incidents.prune(olderThan);
        int effectsGone = effects.prune(olderThan);
        sending.prune();
        int auditGone = audit.prune(olderThan);
        int recordsGone = records.prune(olderThan);
        int sharesGone = quotas.prune(olderThan);
        transactions.run(handle -> handle.createUpdate("delete from dropped_task where dropped_at < :olderThan").bind("olderThan", olderThan).execute());
        figures.prune(clock.instant());
        nodes.prune(olderThan);
        LOG.info("Pruned {} answers, {} incidents, {} effects, {} audit rows, {} rows on record incidents and {} on shares of a source's day older than {}",
                answersGone, incidentsGone, effectsGone, auditGone, recordsGone, sharesGone, olderThan);
    }

    private void closeControl() {
        disk.close();
        watch.close();
        control.close();
    }

    /** Closes the database; an H2 file is compacted on the way. */
    @Override
    public void close() {
        if (pool.isClosed()) {
            return;
        }
        closeControl();
        pool.close();
        try {
            StorePools.shutDown(settings);
        } catch (SQLException e) {
            if (e.getErrorCode() != CLOSED) {
                LOG.warn("The store was not closed cleanly and is checked at the next start: {}", e.getMessage());
            }
        }
    }
}
