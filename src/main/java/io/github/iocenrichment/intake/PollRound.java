package io.github.iocenrichment.intake;

import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.ivanti.IncidentFilter;
import io.github.iocenrichment.ivanti.Poll;
import java.util.List;
import java.util.stream.Stream;

/** One poll while it goes through its pages. */
public final class PollRound {
    private final BusinessObject object;
    private final IncidentFilter filter;
    private Poll poll;
    private final int pageSize;
    private int admitted;
    private int passedOver;
    private List<Undecided> undecided = List.of();

    /**
     * An incident that may be a record of ours: the incident that it names as its source has to be read first.
     *
     * @param source number of that incident, digits only
     */
    public record Undecided(Incident incident, String source) {
    }

    PollRound(BusinessObject object, IncidentFilter filter, Poll poll) {
        this.object = object;
        this.filter = filter;
        this.poll = poll;
        this.pageSize = poll.top();
    }

    BusinessObject object() {
        return object;
    }

    /** Path of the list that is asked. */
    public String getPath() {
        return object.path();
    }

    /** True while there is a further page to ask for. */
    public boolean isMore() {
        return !poll.done();
    }

    /** The query of the next page, percent-encoded. */
    public String getQuery() {
        return filter.pageQuery(poll.since(), poll.top(), poll.skip());
    }

    Poll poll() {
        return poll;
    }

    int admitted() {
        return admitted;
    }

    void after(Poll next) {
        poll = next.withTop(Math.min(pageSize, next.top() * 2));
    }

    /** Asks for half as many rows from now on; false when it is one row already. */
    boolean narrow() {
        if (poll.top() == 1) {
            return false;
        }
        poll = poll.withTop(poll.top() / 2);
        return true;
    }

    /** Goes on behind a row that cannot be read. */
    void passOver() {
        poll = poll.passingOver();
        passedOver++;
    }

    int passedOver() {
        return passedOver;
    }

    void admitted(int more) {
        admitted += more;
    }

    void undecided(Undecided incident) {
        undecided = Stream.concat(undecided.stream(), Stream.of(incident)).toList();
    }

    /** The undecided incidents of the latest page, each given out once. */
    List<Undecided> takeUndecided() {
        List<Undecided> taken = undecided;
        undecided = List.of();
        return taken;
    }
}
