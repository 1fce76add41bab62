package io.github.iocenrichment.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * H2 closes itself when its disk is full, and connections to what is closed go on calling themselves valid. They are closed at the first word
 * of it, so that the next one opens the database again.
 */
final class ClosedDatabase implements SQLExceptionOverride {
    /** H2's "the database has been closed", and its "called while it closes", which it goes on saying of one that it closed in haste. */
    private static final Set<Integer> CODES = Set.of(90098, 90121);

    static boolean isOne(SQLException said) {
        return CODES.contains(said.getErrorCode());
    }

    @java.lang.Override
    public Override adjudicate(SQLException said) {
        return isOne(said) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
