package io.github.iocenrichment.check;

import io.github.iocenrichment.source.HttpReply;
import io.github.iocenrichment.source.SourceFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Whether one source of findings answers and takes our key. Only the status is looked at: an answer may hold what belongs to the key's owner. */
final class KeyProbe implements Probe {
    private final String name;
    private final String property;
    private final String keyProperty;
    private final String address;
    private final Map<String, String> headers;
    private final Calls calls;

    /**
     * @param name        what people call it
     * @param property    setting of its address
     * @param keyProperty setting of its key
     * @param address     a cheap question, whole
     * @param headers     with the key
     */
    KeyProbe(String name, String property, String keyProperty, String address, Map<String, String> headers, Calls calls) {
        this.name = name;
        this.property = property;
        this.keyProperty = keyProperty;
        this.address = address;
        this.headers = headers;
        this.calls = calls;
    }

    @Override
    public Result run() throws InterruptedException {
        try {
            HttpReply reply = calls.get(address, headers);
            // NVD says 403 when its quota is used up, and 404 with a reason in a header when it does not take the key
            if (reply.status() == 403 && reply.header("Retry-After").isPresent()) {
                return Result.passing(name + " answers, but its quota is used up for now (403)");
            }
            if (keyProperty != null && reply.header("message").filter(reason -> reason.contains("apiKey")).isPresent()) {
                return refused(reply);
            }
            return switch (reply.status()) {
                case 200 -> Result.ok(name + " answers" + (keyProperty == null ? "" : " and takes the key"));
                case 401, 403 -> keyProperty == null ? answered(reply) : refused(reply);
                // VirusTotal says so when it takes the key and has no report
                case 404 -> new String(reply.body(), StandardCharsets.UTF_8).contains("NotFoundError") ? Result.ok(name + " answers and takes the key")
                        : answered(reply);
                case 429 -> Result.passing(name + " answers, but its quota is used up for now (429)");
                default -> reply.status() >= 500 ? Result.passing(name + " is in trouble (" + reply.status() + ")") : answered(reply);
            };
        } catch (IOException e) {
            return new Result(Kind.UNREACHABLE, property, "cannot be reached: " + SourceFailure.words(e),
                    "check the address and the network between here and there");
        }
    }

    private Result refused(HttpReply reply) {
        return new Result(Kind.WRONG, keyProperty, "is refused by " + name + " (" + reply.status() + ")", "set a valid key, or none to do without "
                + (keyProperty.startsWith("nvd.") ? "one" : "this source"));
    }

    private Result answered(HttpReply reply) {
        return new Result(Kind.WRONG, property, "is answered " + reply.status() + " by " + name, "set the address that its maker names");
    }
}
