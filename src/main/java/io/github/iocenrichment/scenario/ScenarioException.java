package io.github.iocenrichment.scenario;

/** A file of tests or stubs cannot be used; the message names file, line and remedy. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScenarioException(String file, int line, String problem, String remedy) {
        super(file + (line > 0 ? ":" + line : "") + ": " + problem + "; " + remedy);
    }
}
