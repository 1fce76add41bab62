package io.github.iocenrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.ivanti.UploadForm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Stands in a dry run under the schemes by which the routes write. Hands over what would have been sent and answers as the remote system does when
 * all is well; nothing leaves the machine.
 */
final class RecordingComponent extends DefaultComponent {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Keeper keeper;
    /** Ivanti would give one; until then nobody knows it. */
    private volatile String recordNumber = "";

    /** Takes what would have been sent. */
    interface Keeper {
        /** @param path the address that it would have gone to, below the system's own */
        void keep(String path, JsonNode content) throws IOException;

        /** The rest of a note that was too long. @param name of the attachment that would have been added */
        void keepFile(String name, String text) throws IOException;
    }

    /** For those who read it out of the store's effects. */
    static final Keeper NOBODY = new Keeper() {
        @Override
        public void keep(String path, JsonNode content) {
            // intended in the store before it came here
        }

        @Override
        public void keepFile(String name, String text) {
            // as above
        }
    };

    RecordingComponent(Keeper keeper) {
        this.keeper = keeper;
    }

    /** Has every record incident answered for under this number: it is there already under another subject. */
    void answerFor(String number) {
        recordNumber = number;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        // those of the HTTP component
        parameters.clear();
        return new Recording(uri, this);
    }

    private final class Recording extends DefaultEndpoint {
        Recording(String uri, RecordingComponent component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws IOException {
                    answer(exchange.getMessage());
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("a dry run sends nothing and receives nothing here");
        }
    }

    private void answer(Message message) throws IOException {
        String path = message.getHeader("CamelHttpPath", "", String.class);
        String method = message.getHeader("CamelHttpMethod", "POST", String.class);
        if (message.getBody() instanceof UploadForm form) {
            keeper.keepFile(form.fileName(), form.text());
            say(message, 200, JSON.createArrayNode().add(JSON.createObjectNode().put("FileName", form.fileName()).put("IsUploaded", true)
                    .put("Message", newRecId())).toString());
            return;
        }
        String body = message.getBody(String.class);
        if (method.equals("POST") && body != null) {
            JsonNode content = JSON.readTree(body);
            keeper.keep(path, content);
        }
        String address = message.getHeader("CamelHttpUri", "", String.class);
        String reply = method.equals("GET") ? inbox(address) : reply(path, method, body);
        say(message, method.equals("POST") && path.contains("/odata/") ? 201 : 200, reply);
    }

    private static void say(Message message, int status, String reply) {
        message.setBody(new ByteArrayInputStream(reply.getBytes(StandardCharsets.UTF_8)));
        message.setHeader("CamelHttpResponseCode", status);
        message.setHeader("Content-Type", "application/json");
    }

    private static String newRecId() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** Discovery, API root and collection of a TAXII server in one. */
    private static String inbox(String address) {
        String[] steps = address.split("/");
        return JSON.createObjectNode().put("default", "/").put("id", steps[steps.length - 1]).put("can_write", true).toString();
    }

    private String reply(String path, String method, String body) throws IOException {
        if (path.contains("/odata/") && method.equals("POST")) {
            return ((ObjectNode) JSON.readTree(body)).put("RecId", newRecId())
                    .put("IncidentNumber", recordNumber).toString();
        }
        return "{\"success\": true, \"status\": \"complete\", \"total_count\": 0}";
    }
}
