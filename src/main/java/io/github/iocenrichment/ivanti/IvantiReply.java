package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.http.HttpReply;
import org.jspecify.annotations.Nullable;

/**
 * An answer of Ivanti that a route can go on with: what was asked for, or the plain statement that it is not there.
 *
 * @param http  the answer itself
 * @param fault null, or a fault of kind absent or wrong path
 */
public record IvantiReply(HttpReply http, @Nullable IvantiFault fault) {

    /** The record asked for does not exist any more. */
    public boolean isAbsent() {
        return fault != null && fault.kind() == IvantiFault.Kind.ABSENT;
    }

    /** This tenant has no such object or relationship. */
    public boolean isWrongPath() {
        return fault != null && fault.kind() == IvantiFault.Kind.WRONG_PATH;
    }

    public boolean isSound() {
        return fault == null;
    }
}
