package io.github.iocenrichment.sandbox;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Business objects of the sandbox's Ivanti, with the names they have in addresses. */
enum IvantiKind {
    INCIDENT("incidents", "Incident#"),
    SERVICE_REQUEST("servicereqs", "ServiceReq#"),
    PROBLEM("problems", "Problem#"),
    ATTACHMENT("attachments", "Attachment#"),
    NOTE("journal__notess", "Journal#Notes"),
    MAIL("journal__emails", "Journal#Email"),
    /** The group of notes and mails; a view, holds no rows of its own. */
    JOURNAL("journals", "Journal#");

    private final String path;
    private final String object;

    IvantiKind(String path, String object) {
        this.path = path;
        this.object = object;
    }

    /** The name of the field with the number that people use; null for what has none. */
    @Nullable String number() {
        return switch (this) {
            case INCIDENT -> "IncidentNumber";
            case SERVICE_REQUEST -> "ServiceReqNumber";
            case PROBLEM -> "ProblemNumber";
            default -> null;
        };
    }

    String path() {
        return path;
    }

    String object() {
        return object;
    }

    static Optional<IvantiKind> of(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path.equalsIgnoreCase(path)).findFirst();
    }
}
