package io.github.iocenrichment.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every two seconds whether the database answers, over a connection that no work uses. Whoever asks gets at once what the last look
 * found. The log gets one line when an outage begins, one a minute while it lasts and one when it ends.
 *
 * <p>On PostgreSQL the same connection holds the name of the node, as an advisory lock of the session: the server releases it the moment this
 * process is gone, so that its next life knows that nobody else works under the name.
 */
final class StoreWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    /** A look that takes longer than this finds nothing good; the database answers such a question in a millisecond. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);
    private static final Duration ENDED_SESSION = Duration.ofSeconds(30);
    private static final Duration REMINDER = Duration.ofMinutes(1);
    private static final String TAKE_NAME = "select pg_try_advisory_lock(hashtextextended(?, 0))";

    private final DataSource control;
    private final @Nullable String lockName;
    private final String nodeName;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "store-watch");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Connection own;
    private @Nullable Instant nameAskedSince;
    private boolean warned;
    private @Nullable Instant remindedAt;
    private volatile boolean nameOurs;
    private volatile @Nullable Instant silentSince;
    private volatile long lookBegan;

    /** @param embedded whether the database is this process's alone: then so is the name */
    StoreWatch(DataSource control, boolean embedded, String nodeName, Clock clock) {
        this.control = control;
        this.nodeName = nodeName;
        this.lockName = embedded ? null : "ioc-enrichment node " + nodeName;
        this.clock = clock;
    }

    /** Looks once and then goes on in a thread of its own. */
    void start() {
        look();
        thread.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Since when the database has not answered; empty while it does. Never waits. */
    Optional<Instant> silentSince() {
        long began = lookBegan;
        if (silentSince == null && began != 0 && System.nanoTime() - began > LONGEST_LOOK.toNanos()) {
            return Optional.of(clock.instant().minusNanos(System.nanoTime() - began));
        }
        return Optional.ofNullable(silentSince);
    }

    /** Whether no other living process has this node's name on this database. */
    boolean isNameOurs() {
        return nameOurs;
    }

    private void look() {
        lookBegan = System.nanoTime();
        try {
            if (own == null) {
                own = control.getConnection();
            }
            nameOurs = lockName == null ? ask("select 1") : nameOurs ? ask("select true") : ask(TAKE_NAME, lockName);
            answered();
        } catch (SQLException e) {
            letGo();
            silent(e);
        } finally {
            lookBegan = 0;
        }
        if (silentSince == null) {
            warnOfAnother();
        }
    }

    /** A session whose network broke may keep the name for some seconds; whoever keeps it longer is alive. */
    private void warnOfAnother() {
        Instant now = clock.instant();
        if (nameOurs) {
            nameAskedSince = null;
            warned = false;
        } else if (nameAskedSince == null) {
            nameAskedSince = now;
        } else if (!warned && now.isAfter(nameAskedSince.plus(ENDED_SESSION))) {
            warned = true;
            LOG.warn("Another process works on this store under the name {}: stop one of the two, or give each a node.name of its own", nodeName);
        }
    }

    private boolean ask(String question, String... values) throws SQLException {
        try (PreparedStatement statement = own.prepareStatement(question)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private void answered() {
        if (silentSince != null) {
            LOG.info("The store answers again after {} s; the work resumes", Duration.between(silentSince, clock.instant()).toSeconds());
            silentSince = null;
        }
    }

    private void silent(SQLException error) {
        Instant now = clock.instant();
        if (silentSince == null) {
            silentSince = now;
            remindedAt = now;
            String words = error instanceof SQLTransientConnectionException ? "no connection can be made" : StoreFailure.words(error).orElse("");
            LOG.warn("The store does not answer ({}): the work waits and resumes by itself when it answers; check the database and the network", words);
        } else if (!now.isBefore(remindedAt.plus(REMINDER))) {
            remindedAt = now;
            LOG.warn("The store has not answered for {} s; the work waits", Duration.between(silentSince, now).toSeconds());
        }
    }

    private void letGo() {
        nameOurs = false;
        if (own != null) {
            try {
                own.close();
            } catch (SQLException e) {
                LOG.debug("a connection that broke could not be closed", e);
            }
            own = null;
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
