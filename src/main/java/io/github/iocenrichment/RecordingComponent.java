package io.github.iocenrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.ivanti.UploadForm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

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

        /** What would have gone to an added output. @param scheme its scheme */
        void keepOutput(String scheme, String text) throws IOException;

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

        @Override
        public void keepOutput(String scheme, String text) {
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

    boolean isOurs(Endpoint endpoint) {
        return endpoint instanceof Recording;
    }

    /** Stands for an endpoint of whatever component. */
    Endpoint endpoint(String scheme, String uri, CamelContext context) {
        Recording recording = new Recording(uri, this);
        recording.scheme = scheme;
        recording.setCamelContext(context);
        return recording;
    }

    private final class Recording extends DefaultEndpoint {
        /** Of an added output; null for the systems that the product itself writes to. */
        private @Nullable String scheme;


        Recording(String uri, RecordingComponent component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws IOException {
                    if (scheme == null) {
                        answer(exchange.getMessage());
                    } else {
                        record(scheme, exchange.getMessage());
                    }
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw OutgoingGuard.notRecorded(scheme == null ? "it" : scheme);
        }

        @Override
        public PollingConsumer createPollingConsumer() {
            throw OutgoingGuard.notRecorded(scheme == null ? "it" : scheme);
        }

        @Override
        public boolean isLenientProperties() {
            return true;
        }
    }

    /** What an added output would have got; it is answered as one that takes everything and has nothing to say. */
    private void record(String scheme, Message message) throws IOException {
        Object body = message.getBody();
        // anything has a name as a text; that of an object says nothing about what would have been sent
        boolean isText = body instanceof CharSequence || body instanceof byte[] || body instanceof InputStream || body instanceof Reader
                || body instanceof Number;
        String text = isText ? message.getBody(String.class) : null;
        if (body != null && text == null) {
            throw new IllegalStateException("a dry run cannot record what " + scheme + ": would get, a " + body.getClass().getSimpleName()
                    + "; have the route write it as text before it is sent");
        }
        if (text != null && !text.isEmpty()) {
            keeper.keepOutput(scheme, text);
        }
        say(message, 200, "{}");
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
