package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.ivanti.IvantiFault.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of an upload, file by file.
 *
 * @param files one entry a file
 * @param fault null when every file was stored; otherwise why not
 */
public record UploadReply(List<Uploaded> files, @Nullable IvantiFault fault) {

    /**
     * One file.
     *
     * @param name  its name as Ivanti returns it
     * @param recId its new key; empty when it was refused
     * @param words why it was refused; empty when it was stored
     */
    public record Uploaded(String name, String recId, String words) {
        public boolean isStored() {
            return words.isEmpty();
        }
    }

    public UploadReply {
        files = List.copyOf(files);
    }

    /** Reads 200 and 300 alike: a refusal comes as the bare array or inside an error object. */
    public static UploadReply read(HttpReply reply, Instant now) {
        if (reply.status() != 300) {
            IvantiAnswer answer = IvantiAnswer.read(reply, now);
            if (answer.isFault()) {
                return new UploadReply(List.of(), answer.fault());
            }
        }
        JsonNode json = Json.parse(reply.body());
        JsonNode rows = json == null ? null : json.isArray() ? json : json.path("message");
        List<Uploaded> files = new ArrayList<>();
        if (rows != null && rows.isArray()) {
            rows.forEach(row -> files.add(file(row)));
        }
        if (reply.status() == 300) {
            return new UploadReply(files, IvantiAnswer.faultOf(reply, now).orElseThrow());
        }
        if (files.isEmpty()) {
            return new UploadReply(List.of(), IvantiFault.of(Kind.UNREADABLE, "the answer to the upload names no file"));
        }
        List<String> refused = files.stream().filter(file -> !file.isStored()).map(file -> file.name() + ": " + file.words()).toList();
        return new UploadReply(files, refused.isEmpty() ? null : IvantiFault.of(Kind.UPLOAD_REFUSED, ErrorWords.clean(String.join("; ", refused))));
    }

    /** Whether the only file was refused because the record has one of its name. */
    public boolean isThereAlready() {
        return fault != null && files.size() == 1 && files.get(0).words().toLowerCase(Locale.ROOT).contains("already attached");
    }

    /**
     * Why the upload was refused, in words for people.
     *
     * @param status HTTP status of the answer
     */
    public String reason(int status) {
        List<String> words = files.stream().map(Uploaded::words).filter(word -> !word.isEmpty()).toList();
        if (!words.isEmpty()) {
            return "Ivanti says: " + String.join("; ", words);
        }
        return switch (status) {
            case 403 -> "the role of the key may not attach files (" + fault.line() + ")";
            case 413 -> "it is larger than Ivanti takes (" + fault.line() + ")";
            default -> "Ivanti says: " + fault.line();
        };
    }

    private static Uploaded file(JsonNode row) {
        if (!row.isObject()) {
            return new Uploaded("", "", ErrorWords.clean(row.asText("refused")));
        }
        String message = ErrorWords.clean(Json.text(row, "Message"));
        String name = FileName.of("", Json.text(row, "FileName"));
        boolean stored = Boolean.parseBoolean(Json.text(row, "IsUploaded")) && RecId.isOne(message);
        return stored ? new Uploaded(name, message, "") : new Uploaded(name, "", message.isEmpty() ? "refused without words" : message);
    }
}
