package io.github.iocenrichment.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * H2 closes itself when its disk is full, and connections to what is closed go on calling themselves valid. They are let go of at the first word
 * of it, so that the next one opens the database again.
 */
final class ClosedDatabase implements SQLExceptionOverride {
    /** H2's "the database has been closed". */
    static final int CODE = 90098;

    @java.lang.Override
    public Override adjudicate(SQLException said) {
        return said.getErrorCode() == CODE ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
