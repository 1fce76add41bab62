package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Creates, changes and links objects as Ivanti does: required fields by display name, off-list values stored as null, nothing de-duplicated. */
final class IvantiWrites {
    /** Ivanti stops at the first few failures. */
    private static final int NAMED_FAILURES = 3;
    private static final Map<String, String> DISPLAY_NAMES = Map.of("Symptom", "Description", "ProfileLink_RecID", "Customer",
            "ProfileLink_Category", "Customer");
    private static final Map<String, Integer> SIZES = Map.of("Category", 60, "Service", 100, "Impact", 30, "CreatedBy", 30, "Email", 100);
    private static final Map<String, IvantiKind> RELATIONSHIPS = Map.of("incidentcontainsjournal", IvantiKind.JOURNAL,
            "incidentcontainsattachment", IvantiKind.ATTACHMENT, "incidentassociatesincident", IvantiKind.INCIDENT);

    private final IvantiWorld world;
    private final Switches switches;
    private final RequestJournal journal;
    private final List<ObjectNode> links = new ArrayList<>();

    IvantiWrites(IvantiWorld world, Switches switches, RequestJournal journal) {
        this.journal = journal;
        this.world = world;
        this.switches = switches;
    }

    Reply create(IvantiKind kind, Call call) {
        ObjectNode sent = body(call);
        check(kind, sent);
        if (kind == IvantiKind.INCIDENT) {
            required(sent);
        }
        if (sent.path("PublishToWeb").asBoolean()) {
            journal.violation(world.now(), SandboxSystem.IVANTI, "a note shown to the customer: PublishToWeb is true");
        }
        workflows();
        IvantiRow row = world.create(kind, sent, world.now(), world.now());
        row.posted = true;
        ObjectNode body = Json.object().put("@odata.context", IvantiQuery.context(kind) + "/$entity");
        body.setAll(row.fields.deepCopy());
        return Reply.json(switches.number(Switch.IVANTI_CREATED), body);
    }

    Reply change(IvantiKind kind, String recId, Call call) {
        ObjectNode sent = body(call);
        IvantiRow row = IvantiQuery.existing(world, kind, recId);
        check(kind, sent);
        if (kind == IvantiKind.ATTACHMENT && sent.path("ParentLink_Category").asText().equals("Incident")) {
            // only with a hash sign is it the object that files hang on; the refusal says something else
            throw IvantiRefusalException.badRequest("Role 'Admin' does not have rights to update following fields: ParentLink_Category");
        }
        workflows();
        world.change(row, sent);
        ObjectNode body = Json.object().put("@odata.context", IvantiQuery.context(kind) + "/$entity");
        body.setAll(row.fields.deepCopy());
        return Reply.json(200, body);
    }

    Reply delete(IvantiKind kind, String recId) {
        IvantiQuery.existing(world, kind, recId);
        world.delete(kind, recId);
        return Reply.empty(204);
    }

    /** Linking twice answers the same success. */
    Reply link(String recId, String relationship, String target) {
        IvantiKind kind = RELATIONSHIPS.get(relationship.toLowerCase(Locale.ROOT));
        if (kind == null) {
            throw IvantiRefusalException.notFound("Relationship '" + relationship + "' does not exist on 'Incident#'.");
        }
        IvantiQuery.existing(world, IvantiKind.INCIDENT, recId);
        if (world.find(kind, target).isEmpty()) {
            throw IvantiRefusalException.badRequest("Record '" + target + "' cannot be found in the related business object '" + kind.object() + "'.");
        }
        workflows();
        if (kind == IvantiKind.JOURNAL) {
            world.find(IvantiKind.NOTE, target).ifPresent(note ->
                    world.change(note, Json.object().put("ParentLink_RecID", recId).put("ParentLink_Category", "Incident")));
        }
        synchronized (links) {
            links.add(Json.object().put("from", recId).put("relationship", relationship).put("to", target));
        }
        ObjectNode body = Json.object().put("code", "ISM_2000").put("description", "Ok");
        body.putArray("message").add("Successfully Created the link");
        return Reply.json(200, body.put("help", ""));
    }

    List<ObjectNode> links() {
        synchronized (links) {
            return List.copyOf(links);
        }
    }

    private void workflows() {
        SystemServer.pause(switches.duration(Switch.IVANTI_WRITE_DELAY).toMillis());
    }

    private static ObjectNode body(Call call) {
        JsonNode body = call.json().orElseThrow(() -> IvantiRefusalException.badRequest("The request body is not valid JSON."));
        if (!body.isObject()) {
            throw IvantiRefusalException.badRequest("The request body is not an object.");
        }
        return (ObjectNode) body;
    }

    private void check(IvantiKind kind, ObjectNode sent) {
        Set<String> known = world.fieldNames(kind);
        for (Map.Entry<String, JsonNode> field : sent.properties()) {
            String name = field.getKey();
            if (!known.contains(name.toLowerCase(Locale.ROOT))) {
                throw IvantiRefusalException.badRequest("Field '" + name + "' does not exist in '" + kind.object() + "'.");
            }
            if (name.equalsIgnoreCase("IncidentNumber") || name.equalsIgnoreCase("RecId")) {
                throw IvantiRefusalException.badRequest("Field " + display(name) + " is read only.");
            }
            if (field.getValue().isContainerNode()) {
                throw IvantiRefusalException.badRequest("Field " + display(name) + " has a value of the wrong type.");
            }
            if (field.getValue().asText().length() > SIZES.getOrDefault(name, Integer.MAX_VALUE)) {
                throw IvantiRefusalException.badRequest("Field " + display(name) + " is longer than " + SIZES.get(name) + " characters.");
            }
        }
    }

    private void required(ObjectNode sent) {
        List<String> missing = new ArrayList<>();
        List<String> required = new ArrayList<>(switches.list(Switch.IVANTI_REQUIRED));
        if (sent.path("Status").asText().equalsIgnoreCase("Active")) {
            required.addAll(List.of("Category", "Owner", "OwnerTeam"));
        }
        for (String field : required) {
            if (sent.path(field).asText("").isBlank() && missing.size() < NAMED_FAILURES) {
                missing.add("Required field " + display(field) + " value must be provided.");
            }
        }
        if (!missing.isEmpty()) {
            throw IvantiRefusalException.badRequest(missing.stream().distinct().toList());
        }
    }

    private static String display(String field) {
        return "Incident." + DISPLAY_NAMES.getOrDefault(field, field);
    }
}
