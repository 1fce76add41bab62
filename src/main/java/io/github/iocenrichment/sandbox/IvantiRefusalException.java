package io.github.iocenrichment.sandbox;

import java.util.List;

/** A request that Ivanti refuses, with the answer it gives. */
final class IvantiRefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String description;
    private final List<String> messages;

    private IvantiRefusalException(int status, String code, String description, List<String> messages) {
        super(code + " " + messages, null, false, false);
        this.status = status;
        this.code = code;
        this.description = description;
        this.messages = List.copyOf(messages);
    }

    static IvantiRefusalException badRequest(String... messages) {
        return new IvantiRefusalException(400, "ISM_4000", "Invalid Request Payload", List.of(messages));
    }

    static IvantiRefusalException badRequest(List<String> messages) {
        return new IvantiRefusalException(400, "ISM_4000", "Invalid Request Payload", messages);
    }

    static IvantiRefusalException unauthorised() {
        return new IvantiRefusalException(401, "ISM_4001", "Unauthorized Access", List.of("Session key or API key is invalid or has expired."));
    }

    static IvantiRefusalException notFound(String what) {
        return new IvantiRefusalException(404, "ISM_4004", "Resource not found", List.of(what));
    }

    /** The refusal in the shape of the scenario: {@code message} as list, text or objects, or in one of two other envelopes. */
    Reply reply(String shape) {
        String first = messages.isEmpty() ? "" : messages.get(0);
        return Reply.json(status, switch (shape) {
            case "error" -> Json.object().set("error", Json.object().put("code", code).put("message", first));
            case "capital" -> Json.object().put("Message", first);
            case "text" -> Json.object().put("code", code).put("description", description).put("message", first);
            case "objects" -> Json.object().put("code", code).put("description", description)
                    .set("message", Json.array().add(Json.object().put("Message", first)));
            default -> {
                var body = Json.object().put("code", code).put("description", description);
                messages.forEach(body.putArray("message")::add);
                yield body.put("help", "");
            }
        });
    }
}
