package io.github.iocenrichment.sandbox;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sandbox's Ivanti ITSM, under {@code /api} and {@code /HEAT/api}. */
final class IvantiSystem {
    private static final Pattern BASE = Pattern.compile("(?i)/+(?:HEAT/)?api(/.*)");
    /** Object, its key, a relationship, the key on its other side, {@code $Ref}. */
    private static final Pattern OBJECT = Pattern.compile(
            "(?i)/odata/businessobject/([^/(]+)(?:\\('([^']*)'\\))?(?:/([^/(]+)(?:\\('([^']*)'\\))?(/\\$ref)?)?/?");
    private static final Pattern METADATA = Pattern.compile("(?i)/odata/([^/]+)/\\$metadata");

    private final IvantiWorld world;
    private final Switches switches;
    private final IvantiQuery query;
    private final IvantiWrites writes;
    private final IvantiFiles files;
    private final IvantiLogin login;

    IvantiSystem(IvantiWorld world, SandboxKeys keys, Switches switches, RequestJournal journal) {
        this.world = world;
        this.switches = switches;
        query = new IvantiQuery(world, switches);
        writes = new IvantiWrites(world, switches, journal);
        files = new IvantiFiles(world, switches);
        login = new IvantiLogin(keys, switches);
    }

    IvantiWrites writes() {
        return writes;
    }

    IvantiQuery query() {
        return query;
    }

    IvantiLogin login() {
        return login;
    }

    Reply answer(Call call) {
        Matcher base = BASE.matcher(call.path());
        if (!base.matches()) {
            return Reply.html(404, "<html><head><title>404 - File or directory not found.</title></head><body></body></html>");
        }
        try {
            return route(base.group(1), call);
        } catch (IvantiRefusalException refusal) {
            return refusal.reply(switches.text(Switch.IVANTI_ERROR_SHAPE));
        }
    }

    private Reply route(String path, Call call) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.equals("/rest/authentication/login") && call.is("POST")) {
            return login.logIn(call);
        }
        login.check(call);
        if (lower.equals("/rest/attachment")) {
            return switch (call.method()) {
                case "GET" -> files.download(call.param("ID"));
                case "DELETE" -> files.delete(call.param("ID"));
                case "POST" -> files.upload(call);
                default -> throw wrongMethod(call);
            };
        }
        Matcher metadata = METADATA.matcher(path);
        if (metadata.matches() && call.is("GET")) {
            return metadata(metadata.group(1), call);
        }
        Matcher object = OBJECT.matcher(path);
        if (!object.matches()) {
            throw IvantiRefusalException.notFound("No resource at this address.");
        }
        IvantiKind kind = IvantiKind.of(object.group(1)).orElseThrow(() ->
                IvantiRefusalException.notFound("Business object '" + object.group(1) + "' does not exist."));
        if (object.group(3) != null) {
            return relationship(kind, object, call);
        }
        return object.group(2) == null ? collection(kind, call) : single(kind, object.group(2), call);
    }

    private Reply collection(IvantiKind kind, Call call) {
        return switch (call.method()) {
            case "GET" -> query.list(kind, call);
            case "POST" -> writes.create(kind, call);
            default -> throw wrongMethod(call);
        };
    }

    private Reply single(IvantiKind kind, String recId, Call call) {
        return switch (call.method()) {
            case "GET" -> query.one(kind, recId, call);
            case "PUT", "PATCH" -> writes.change(kind, recId, call);
            case "DELETE" -> writes.delete(kind, recId);
            default -> throw wrongMethod(call);
        };
    }

    private Reply relationship(IvantiKind kind, Matcher object, Call call) {
        String recId = object.group(2) == null ? "" : object.group(2);
        String relationship = object.group(3);
        if (kind == IvantiKind.INCIDENT && call.is("PATCH") && object.group(4) != null && object.group(5) != null) {
            return writes.link(recId, relationship, object.group(4));
        }
        if (kind != IvantiKind.INCIDENT || !call.is("GET") || object.group(4) != null) {
            throw IvantiRefusalException.notFound("Relationship '" + relationship + "' does not exist on '" + kind.object() + "'.");
        }
        IvantiKind target = switch (relationship.toLowerCase(Locale.ROOT)) {
            case "incidentcontainsattachment" -> IvantiKind.ATTACHMENT;
            case "incidentcontainsjournal" -> IvantiKind.JOURNAL;
            default -> null;
        };
        if (target == null || target == IvantiKind.ATTACHMENT && !switches.on(Switch.IVANTI_RELATIONSHIPS)) {
            throw IvantiRefusalException.notFound("Relationship '" + relationship + "' does not exist on 'Incident#'.");
        }
        IvantiQuery.existing(world, kind, recId);
        return query.related(target, recId);
    }

    private Reply metadata(String object, Call call) {
        IvantiKind kind = IvantiKind.of(object).orElseThrow(() -> IvantiRefusalException.notFound("Business object '" + object + "' does not exist."));
        if (call.header("Accept").orElse("").contains("json")) {
            return Reply.text(500, "Unhandled system exception: {&quot;error&quot;:&quot;A supported MIME type could not be found&quot;,"
                    + "&quot;SessionId&quot;:&quot;acme-sec.example#0123456789ABCDEF0123456789ABCDEF#4&quot;,&quot;Hostname&quot;:&quot;app07&quot;}");
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><edmx:Edmx Version=\"4.0\" "
                + "xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices><Schema xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">"
                + "<EntityType Name=\"" + kind.path() + "\">");
        world.fieldNames(kind).stream().sorted().forEach(name -> xml.append("<Property Name=\"").append(name).append("\" Type=\"Edm.String\"/>"));
        return Reply.typed(200, "application/xml; charset=utf-8", xml.append("</EntityType></Schema></edmx:DataServices></edmx:Edmx>").toString());
    }

    private static IvantiRefusalException wrongMethod(Call call) {
        return IvantiRefusalException.notFound("Method " + call.method() + " is not served here.");
    }
}
