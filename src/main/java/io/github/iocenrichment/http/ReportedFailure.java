package io.github.iocenrichment.http;

/** An exception whose message is made for people: it says what is wrong and what to do, and holds no address, key or text of a stranger unchecked. */
public interface ReportedFailure {

    String getMessage();
}
