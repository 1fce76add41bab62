package io.github.iocenrichment.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The descriptor that editors and the lint read says what the code says. */
class TaskDescriptorTest {

    private static JsonNode descriptor() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            return new ObjectMapper().readTree(camel.getComponentParameterJsonSchema("task"));
        }
    }

    @Test
    void camelFindsComponentAndDescriptorByTheirName() throws Exception {
        assertThat(descriptor().at("/component/javaType").asText()).isEqualTo(TaskComponent.class.getName());
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            assertThat(camel.getComponent("task")).isInstanceOf(TaskComponent.class);
        }
    }

    @Test
    void everyOptionOfTheEndpointIsDescribedAsInTheCode() throws Exception {
        JsonNode properties = descriptor().get("properties");
        List<String> options = new ArrayList<>();
        for (Field field : TaskEndpoint.class.getDeclaredFields()) {
            UriParam option = field.getAnnotation(UriParam.class);
            if (option != null) {
                options.add(field.getName());
                JsonNode described = properties.get(field.getName());
                assertThat(described.get("description").asText()).isEqualTo(option.description());
                assertThat(described.path("defaultValue").asText()).isEqualTo(option.defaultValue());
                assertThat(described.get("label").asText()).isEqualTo(option.label());
            }
        }
        assertThat(options).containsExactlyInAnyOrder("concurrency", "attempts", "backoff", "maxBackoff", "yieldToSuspects", "onParked", "delay", "onlyIf");
    }

    /** Options are set without reflection, as those of Camel's own components. */
    @ParameterizedTest
    @CsvSource({"task-endpoint, TaskEndpointConfigurer", "task-component, TaskComponentConfigurer"})
    void optionsAreSetByGeneratedClasses(String name, String configurer) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            assertThat(PluginHelper.getConfigurerResolver(camel).resolvePropertyConfigurer(name, camel).getClass().getSimpleName()).isEqualTo(configurer);
        }
    }

    @Test
    void everyHeaderIsDescribedAsInTheCode() throws Exception {
        JsonNode headers = descriptor().get("headers");
        for (Field field : TaskHeaders.class.getDeclaredFields()) {
            Metadata header = field.getAnnotation(Metadata.class);
            if (header != null) {
                assertThat(headers.get((String) field.get(null)).get("description").asText()).isEqualTo(header.description());
            }
        }
        assertThat(headers).hasSize(7);
    }
}
