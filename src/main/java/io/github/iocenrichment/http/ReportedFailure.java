package io.github.iocenrichment.http;

/** An exception whose message is made for people: it says what is wrong and what to do, and holds no address, key or unchecked untrusted text. */
public interface ReportedFailure {

    String getMessage();
}
