package io.github.iocenrichment;

import io.github.iocenrichment.enrich.LookUps;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.task.TaskFence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the answers of look-ups that run beside each other into one list. A branch that broke adds an answer that says so: Camel's own list strategy would
 * drop its exception, and with it the question.
 */
final class AnswerAggregation implements AggregationStrategy {
    /** Look-up routes are called so, followed by the source's name. */
    private static final String LOOK_UP_ROUTE = "direct://look-up-";

    private final LookUps lookUps;

    AnswerAggregation(LookUps lookUps) {
        this.lookUps = lookUps;
    }

    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange branch) {
        Exception stop = before != null && before.getException() != null ? before.getException()
                : TaskFence.stopsWork(branch.getException()) ? branch.getException() : null;
        List<Object> answers = new ArrayList<>();
        if (before != null) {
            answers.addAll(before.getMessage().getBody(Collection.class));
        }
        if (branch.getException() == null) {
            answers.addAll(answersOf(branch));
        } else if (stop == null) {
            answers.add(failed(branch));
        }
        Exchange result = before == null ? branch : before;
        // a lost claim or the store's failure is no source's: the stage stops and runs again
        result.setException(stop);
        // an error that a branch handled must not end the route that waits for the other branches
        result.getExchangeExtension().setErrorHandlerHandled(null);
        result.getMessage().setBody(answers);
        return result;
    }

    /** None of a branch that was cut off behind a call whose answer it had not read yet: the process is being stopped. */
    private static Collection<?> answersOf(Exchange branch) {
        Object body = branch.getMessage().getBody();
        return body instanceof Collection<?> several ? several : body == null ? List.of() : List.of(body);
    }

    private Object failed(Exchange branch) {
        String called = branch.getProperty(Exchange.TO_ENDPOINT, "", String.class);
        String source = called.startsWith(LOOK_UP_ROUTE) ? called.substring(LOOK_UP_ROUTE.length()) : null;
        return lookUps.broken(source, branch.getVariable("indicator", Indicator.class), branch.getException(),
                branch.getProperty(FailedStep.PROPERTY, branch.getProperty(FailedStep.LIST, String.class), String.class));
    }
}
