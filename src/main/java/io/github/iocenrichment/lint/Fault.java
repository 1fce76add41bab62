package io.github.iocenrichment.lint;

import java.util.Comparator;

/**
 * One thing that is wrong.
 *
 * @param file    path from the top folder, such as {@code routes/35-urlscan.camel.yaml}
 * @param line    from 1; 0 when it is the file as a whole
 * @param route   id of the route, the route configuration or the Kamelet; empty when it belongs to none
 * @param step    id of the step, its kind when it has none; empty when it is the route as a whole
 * @param problem what is wrong
 * @param remedy  what to do about it
 */
public record Fault(String file, int line, String route, String step, String problem, String remedy) {
    static final Comparator<Fault> IN_ORDER = Comparator.comparing(Fault::file).thenComparingInt(Fault::line);
    private static final int LONGEST = 300;

    public Fault {
        problem = oneLine(problem);
        remedy = oneLine(remedy);
        route = oneLine(route);
        step = oneLine(step);
    }

    /** {@code routes/35-urlscan.camel.yaml:17 look-up-urlscan/guard-urlscan: no endpoint direct:ask-urlscn; did you mean direct:ask-urlscan?} */
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        String within = route.isEmpty() ? step : step.isEmpty() ? route : route + "/" + step;
        return place + (within.isEmpty() ? "" : " " + within) + ": " + problem + "; " + remedy;
    }

    private static String oneLine(String text) {
        String one = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return one.length() <= LONGEST ? one : one.substring(0, LONGEST) + "…";
    }
}
