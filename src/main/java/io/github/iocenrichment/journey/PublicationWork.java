package io.github.iocenrichment.journey;

import io.github.iocenrichment.intelx.DeliveryCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The publication of one incident while it is sent or looked up. */
public final class PublicationWork {
    private final String recId;
    private PublicationDocument document;
    private final List<Message> messages;
    private final Map<String, String> refused = new LinkedHashMap<>();
    private DeliveryCheck check;
    private Instant waitUntil;
    private boolean lookUpFailed;
    private boolean verifiable;
    private boolean worthANote;

    PublicationWork(String recId, PublicationDocument document, List<Message> messages) {
        this.recId = recId;
        this.document = document;
        this.messages = new ArrayList<>(messages);
    }

    /** True when an earlier try may have reached the platform and its answer was lost. */
    public boolean isUncertain() {
        return messages.stream().anyMatch(message -> message.effect().mayHaveActed());
    }

    /** Messages that are still to be sent. */
    public List<Message> getUnsent() {
        return waitUntil != null ? List.of() : messages.stream().filter(message -> !message.effect().isSettled()).toList();
    }

    /** True when the platform must be asked once more before anything is sent again, or looked up once more. */
    public boolean isWaiting() {
        return waitUntil != null;
    }

    public Instant getWaitUntil() {
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

    /** True when the analyst should hear what became of it. */
    public boolean isWorthANote() {
        return worthANote;
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

    Map<String, String> refused() {
        return refused;
    }

    DeliveryCheck check() {
        return check;
    }

    void check(DeliveryCheck next) {
        check = next;
    }

    void postponeTo(Instant when) {
        waitUntil = when;
    }

    boolean isLookUpFailed() {
        return lookUpFailed;
    }

    void lookUpFailed() {
        lookUpFailed = true;
    }

    void markVerifiable() {
        verifiable = true;
    }

    void markWorthANote() {
        worthANote = true;
    }
}
