package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerAggregationTest {

    static Stream<Arguments> branches() {
        return Stream.of(
                Arguments.of("answers of several branches stand in their order", List.of("a", "b"), List.of("a", "b")),
                Arguments.of("a branch that split further brings several", List.of(List.of("a", "b"), "c"), List.of("a", "b", "c")),
                Arguments.of("a branch that was cut off brings none", Arrays.asList("a", null, "c"), List.of("a", "c")),
                Arguments.of("nor does the first", Arrays.asList(null, "b"), List.of("b")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("branches")
    void branchesBecomeOneList(String what, List<@Nullable Object> bodies, List<Object> expected) {
        AnswerAggregation aggregation = new AnswerAggregation(null);
        DefaultCamelContext camel = new DefaultCamelContext();
        Exchange all = null;
        for (Object body : bodies) {
            Exchange branch = new DefaultExchange(camel);
            branch.getMessage().setBody(body);
            all = aggregation.aggregate(all, branch);
        }
        assertThat(all.getException()).isNull();
        assertThat(all.getMessage().getBody()).isEqualTo(expected);
    }
}
