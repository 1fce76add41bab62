package io.github.iocenrichment.journey;

import io.github.iocenrichment.ivanti.IncidentFilter;
import io.github.iocenrichment.ivanti.Poll;

/** One poll while it goes through its pages. */
public final class PollRound {
    private final IncidentFilter filter;
    private Poll poll;
    private int admitted;

    PollRound(IncidentFilter filter, Poll poll) {
        this.filter = filter;
        this.poll = poll;
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

    void after(Poll next, int more) {
        poll = next;
        admitted += more;
    }
}
