package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.http.HttpReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Distinguishes what a route can go on with, what passes and what does not. */
public final class IvantiReplies {
    /** Where Ivanti does not say when to come back. */
    private static final Duration BACK_OFF = Duration.ofSeconds(20);
    /** A wrong path is an answer to go on with only where there is another way; see the routes. */
    private final Clock clock;

    public IvantiReplies(Clock clock) {
        this.clock = clock;
    }

    /** The answer to a read. @throws IvantiUnavailableException what passes @throws IvantiRefusedException what does not */
    public IvantiReply read(HttpReply reply) {
        IvantiFault fault = IvantiAnswer.read(reply, clock.instant()).fault();
        if (fault == null || fault.kind() == IvantiFault.Kind.ABSENT || fault.kind() == IvantiFault.Kind.WRONG_PATH) {
            return new IvantiReply(reply, fault);
        }
        throw failure(fault);
    }

    /** The answer to a write. A write whose outcome is unknown is an exception too: the stage asks before it writes again. */
    public IvantiReply written(HttpReply reply) {
        IvantiFault fault = IvantiAnswer.read(reply, clock.instant()).fault();
        if (fault != null) {
            throw failure(fault);
        }
        return new IvantiReply(reply, null);
    }

    /** The answer to a download, whose body may be anything. */
    public IvantiReply downloaded(HttpReply reply) {
        Optional<IvantiFault> fault = IvantiAnswer.faultOf(reply, clock.instant());
        if (fault.isPresent() && fault.get().kind() != IvantiFault.Kind.ABSENT) {
            throw failure(fault.get());
        }
        if (IvantiAnswer.isPageInPlaceOfFile(reply)) {
            throw new IvantiUnavailableException("Ivanti sent a page for people in place of the file", clock.instant().plus(BACK_OFF));
        }
        return new IvantiReply(reply, fault.orElse(null));
    }

    /** Content type of a request: that of a form, or JSON. */
    public String contentType(Object payload) {
        return payload instanceof UploadForm form ? form.getContentType() : "application/json";
    }

    private RuntimeException failure(IvantiFault fault) {
        String words = "Ivanti: " + fault.line();
        if (!fault.isPassing()) {
            return IvantiRefusedException.of(fault);
        }
        Instant asked = fault.retryAt();
        Instant soonest = clock.instant().plusSeconds(1);
        return new IvantiUnavailableException(words, asked == null ? clock.instant().plus(BACK_OFF) : asked.isBefore(soonest) ? soonest : asked,
                asked != null || fault.kind() == IvantiFault.Kind.THROTTLED);
    }
}
