package io.github.iocenrichment.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.jspecify.annotations.Nullable;

/** Downloads, uploads and deletes attachments over Ivanti's REST surface. */
final class IvantiFiles {
    private static final Pattern NAME = Pattern.compile("\\bname=\"?([^\";]*)\"?");
    private static final Pattern FILE_NAME = Pattern.compile("\\bfilename=\"?([^\";]*)\"?");

    private final IvantiWorld world;
    private final Switches switches;

    IvantiFiles(IvantiWorld world, Switches switches) {
        this.world = world;
        this.switches = switches;
    }

    Reply download(String id) {
        if (id.isBlank()) {
            throw IvantiRefusalException.badRequest("RecID cannot be blank. Provide a valid RecID and try again.");
        }
        SandboxAttachment file = world.find(IvantiKind.ATTACHMENT, id).map(row -> row.content)
                .orElseThrow(() -> IvantiRefusalException.badRequest(
                        "Attachment for the object \"" + id + "\" not found. Provide a valid RecID and try again."));
        Reply reply = Reply.bytes(file.contentType(), file.content().get());
        String name = file.name();
        return switch (file.disposition()) {
            case QUOTED -> reply.with("Content-Disposition", "attachment; filename=\"" + latin(name) + "\"");
            case BARE -> reply.with("Content-Disposition", "attachment; filename=" + latin(name));
            case WITH_PATH -> reply.with("Content-Disposition", "attachment; filename=\"C:\\\\inetpub\\\\..\\\\temp\\\\" + latin(name) + "\"");
            case EXTENDED -> reply.with("Content-Disposition", "attachment; filename*=UTF-8''"
                    + java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
            case NONE -> reply;
        };
    }

    /** A header is sent as Latin-1; what it cannot hold comes as raw UTF-8 bytes, as some servers send it. */
    private static String latin(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** 204, also for an id that never existed. */
    Reply delete(String id) {
        world.delete(IvantiKind.ATTACHMENT, id);
        return Reply.empty(204);
    }

    /** Wrong field names and an absent parent are accepted: the file is then stored without, or with a dangling, parent. */
    Reply upload(Call call) {
        int most = switches.number(Switch.IVANTI_UPLOAD_MAX_BYTES);
        if (most > 0 && call.body().length > most) {
            return Reply.html(413, "<html><head><title>413 - Request entity too large.</title></head><body>Request entity too large.</body></html>");
        }
        Map<String, String> form = new TreeMap<>();
        List<SandboxAttachment> files = parts(call, form);
        if (files.isEmpty()) {
            throw IvantiRefusalException.badRequest("No file was provided.");
        }
        String parent = form.get("ObjectID");
        ArrayNode results = Json.array();
        boolean refused = false;
        for (SandboxAttachment file : files) {
            String refusal = refusal(file.name(), parent);
            refused |= refusal != null;
            ObjectNode result = results.addObject().put("FileName", file.name()).put("IsUploaded", refusal == null);
            boolean lost = parent == null || switches.is(Switch.IVANTI_UPLOAD_PARENT, "lost");
            result.put("Message", refusal != null ? refusal
                    : world.attach(file, lost ? null : parent, lost ? null : form.get("ObjectType"), world.now(), world.now()).recId());
        }
        if (!refused) {
            return Reply.json(200, results);
        }
        return Reply.json(300, switches.is(Switch.IVANTI_REFUSED_SHAPE, "bare") ? results
                : Json.object().put("code", "ISM_3000").put("description", "Validation Error").set("message", results));
    }

    private @Nullable String refusal(String name, @Nullable String parent) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (switches.list(Switch.IVANTI_REFUSED_EXTENSIONS).stream().anyMatch(lower::endsWith)) {
            return "Upload Failed, Invalid attachment type.";
        }
        boolean taken = parent != null && world.rows(IvantiKind.ATTACHMENT).stream()
                .anyMatch(row -> row.fields.path("ParentLink_RecID").asText().equalsIgnoreCase(parent)
                        && row.fields.path("ATTACHNAME").asText().equalsIgnoreCase(name));
        return taken ? "Upload Failed, " + name + " is already attached to this object. Please change the name." : null;
    }

    private static List<SandboxAttachment> parts(Call call, Map<String, String> form) {
        String type = call.header("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw IvantiRefusalException.badRequest("The request is not multipart/form-data.");
        }
        List<SandboxAttachment> files = new ArrayList<>();
        MimeTokenStream stream = new MimeTokenStream(MimeConfig.PERMISSIVE);
        byte[] head = ("Content-Type: " + type + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        stream.parse(new SequenceInputStream(new ByteArrayInputStream(head), new ByteArrayInputStream(call.body())));
        try {
            String disposition = "";
            for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                if (state == EntityState.T_START_HEADER) {
                    disposition = "";
                } else if (state == EntityState.T_FIELD && stream.getField().getName().equalsIgnoreCase("Content-Disposition")) {
                    disposition = stream.getField().getBody();
                } else if (state == EntityState.T_BODY) {
                    part(disposition, stream.getDecodedInputStream().readAllBytes(), form, files);
                }
            }
        } catch (IOException | MimeException e) {
            throw IvantiRefusalException.badRequest("The multipart body cannot be read: " + e.getMessage());
        }
        return files;
    }

    private static void part(String disposition, byte[] bytes, Map<String, String> form, List<SandboxAttachment> files) {
        Matcher name = NAME.matcher(disposition);
        Matcher fileName = FILE_NAME.matcher(disposition);
        if (fileName.find()) {
            files.add(SandboxAttachment.of(fileName.group(1), "application/octet-stream", bytes));
        } else if (name.find()) {
            form.put(name.group(1), new String(bytes, StandardCharsets.UTF_8).strip());
        }
    }
}
