package io.github.iocenrichment.publish;

import io.github.iocenrichment.intelx.Bisection;
import io.github.iocenrichment.intelx.DeliveryCheck;
import io.github.iocenrichment.stix.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The publication of one incident while it is sent or looked up. */
public final class PublicationWork {
    private final String recId;
    private PublicationDocument document;
    private final List<Message> messages;
    private final List<Published> indicators;
    private QuarantineDocument quarantine;
    private @Nullable DeliveryCheck check;
    private @Nullable Instant waitUntil;
    private boolean lookUpFailed;
    private @Nullable Instant lookNotBefore;
    private @Nullable Instant lastInbox;
    private boolean verifiable;
    private boolean worthANote;
    private boolean quarantined;
    private boolean released;

    PublicationWork(String recId, PublicationDocument document, List<Message> messages, List<Published> indicators, QuarantineDocument quarantine) {
        this.recId = recId;
        this.document = document;
        this.messages = new ArrayList<>(messages);
        this.indicators = List.copyOf(indicators);
        this.quarantine = quarantine;
    }

    /** True when an earlier try may have reached the platform and its answer was lost. */
    public boolean isUncertain() {
        return messages.stream().anyMatch(message -> message.effect().mayHaveActed() && !isSearched(message));
    }

    /** Its messages that are new: their STIX is to be written as JSON before any of them is sent. */
    public List<Message> getDrafts() {
        return messages.stream().filter(Message::isDraft).toList();
    }

    /** True while there is a message, or a piece of a refused one, that is still to be sent. */
    public boolean isMore() {
        return waitUntil == null && (search().isPresent() || unsent().isPresent());
    }

    /** True when the platform must be asked once more before anything is sent again, or looked up once more. */
    public boolean isWaiting() {
        return waitUntil != null;
    }

    public @Nullable Instant getWaitUntil() {
        return waitUntil;
    }

    /** True when the platform has taken it, wholly or in part. */
    public boolean isSent() {
        return document.state().isOut();
    }

    /** True when its arrival can and shall be looked up. */
    public boolean isVerifiable() {
        return verifiable;
    }

    /** True when the note is to say what became of it. */
    public boolean isWorthANote() {
        return worthANote;
    }

    /** True when a part was refused, for an operator to release or drop. */
    public boolean isQuarantined() {
        return quarantined;
    }

    String recId() {
        return recId;
    }

    PublicationDocument document() {
        return document;
    }

    void document(PublicationDocument next) {
        document = next;
    }

    List<Message> messages() {
        return messages;
    }

    List<Published> indicators() {
        return indicators;
    }

    /** The message whose refused part is being looked for, in the pieces that are still in question. */
    Optional<String> search() {
        return quarantine.searches().entrySet().stream().filter(entry -> !entry.getValue().isDone()).map(Map.Entry::getKey).findFirst();
    }

    Optional<Message> unsent() {
        return messages.stream().filter(message -> !message.effect().isSettled() && !isSearched(message)).findFirst();
    }

    private boolean isSearched(Message message) {
        return quarantine.searches().containsKey(message.effect().key());
    }

    /** A number above that of every part of the publication. */
    int nextPart() {
        int parts = messages.stream().filter(message -> message.objects() != null).mapToInt(message -> message.objects().part()).max().orElse(0);
        return quarantine.searches().values().stream().mapToInt(Bisection::nextPart).reduce(parts + 1, Math::max);
    }

    QuarantineDocument quarantine() {
        return quarantine;
    }

    void quarantine(QuarantineDocument next) {
        quarantine = next;
    }

    @Nullable DeliveryCheck check() {
        return check;
    }

    void check(DeliveryCheck next) {
        check = next;
    }

    void postponeTo(Instant when) {
        waitUntil = when;
    }

    /** When the TAXII inbox took something, as the platform reports it; null when it does not. */
    @Nullable Instant lastInbox() {
        return lastInbox;
    }

    void inboxTook(Instant at) {
        lastInbox = at;
    }

    boolean isLookUpFailed() {
        return lookUpFailed;
    }

    // not named like the questions: in a route, their names would mean these methods
    void markLookUpFailed() {
        lookUpFailed = true;
    }

    /** The platform wants no further look-up before. */
    void lookNotBefore(Instant when) {
        lookNotBefore = when;
    }

    /** The time that was meant, or the later one that the platform asked for. */
    Instant lookAt(Instant meant) {
        return lookNotBefore != null && lookNotBefore.isAfter(meant) ? lookNotBefore : meant;
    }

    /** It is what an operator has released, not a publication of its own. */
    void markReleased() {
        released = true;
    }

    boolean isReleased() {
        return released;
    }

    void markVerifiable() {
        verifiable = true;
    }

    void markWorthANote() {
        worthANote = true;
    }

    void markQuarantined() {
        quarantined = true;
    }
}
