package io.github.iocenrichment.publish;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.intelx.TaxiiReader;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.task.ParkException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The TAXII 2.1 server of {@code intelx.route=taxii}: where its inbox is, what it allows, and how we are known there. */
public final class TaxiiServer {
    private static final Duration BACK_OFF = Duration.ofSeconds(30);

    private final boolean wanted;
    private final @Nullable URI discovery;
    private final @Nullable String collection;
    private final String authorization;
    private final Clock clock;
    private volatile @Nullable URI root;
    private volatile @Nullable Integer maxContentLength;
    private volatile boolean writable;

    public TaxiiServer(Settings settings, Clock clock) {
        this.wanted = settings.text("intelx.route").equals("taxii");
        this.discovery = settings.optional("intelx.taxii.discovery-url").map(TaxiiReader::discovery).orElse(null);
        this.collection = settings.optional("intelx.taxii.collection-id").orElse(null);
        String credentials = settings.text("intelx.taxii.username") + ":" + settings.text("intelx.taxii.password");
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    /** True while the inbox is wanted and its address is not known yet. */
    public boolean isToBeFound() {
        return wanted && !writable;
    }

    /**
     * The inbox's answer is not that of a TAXII server: the next message looks the inbox up again, so that nobody has to restart the program once it is fixed.
     */
    public void forget() {
        writable = false;
    }

    /** Value of the header {@code Authorization}; goes to the host of {@code intelx.taxii.discovery-url} alone. */
    public String authorization() {
        return authorization;
    }

    /** For {@code Accept} and {@code Content-Type}. */
    public String mediaType() {
        return TaxiiReader.MEDIA_TYPE;
    }

    public String discoveryAddress() {
        return discovery.toString();
    }

    public String rootAddress() {
        return root.toString();
    }

    /** Id of the collection whose inbox is used. */
    @Nullable String collection() {
        return collection;
    }

    public String collectionAddress() {
        return root.resolve("collections/" + collection + "/").toString();
    }

    /** The list of all collections. */
    public String collectionsAddress() {
        return TaxiiReader.collectionsAddress(root).toString();
    }

    public String objectsAddress() {
        return TaxiiReader.objectsAddress(root, collection).toString();
    }

    public String statusAddress(String id) {
        return TaxiiReader.statusAddress(root, id).toString();
    }

    public void discovered(HttpReply reply) {
        root = found(TaxiiReader.apiRoot(reply, discovery), reply);
    }

    public void rootRead(HttpReply reply) {
        maxContentLength = TaxiiReader.maxContentLength(reply).orElse(null);
    }

    public void collectionRead(HttpReply reply) {
        if (!found(TaxiiReader.collection(reply, collection), reply).writable()) {
            throw new ParkException("the TAXII collection is not writable for this user: give intelx.taxii.username the right to write there");
        }
        writable = true;
    }

    /** The most bytes that the server takes; empty while it has not said. */
    Optional<Integer> maxContentLength() {
        return Optional.ofNullable(maxContentLength);
    }

    private <T> T found(TaxiiReader.Found<T> found, HttpReply reply) {
        if (found.value() != null) {
            return found.value();
        }
        if (TaxiiReader.isPassing(reply)) {
            throw new IntelExchangeException(found.problem(), clock.instant().plus(BACK_OFF));
        }
        throw new ParkException(found.problem());
    }
}
