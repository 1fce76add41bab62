package io.github.iocenrichment.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Ivanti's ways in: API key, session id (header or cookie) and JWT. */
final class IvantiLogin {
    private final SandboxKeys keys;
    private final Switches switches;
    private final Set<String> sessions = new HashSet<>();
    private int logins;

    IvantiLogin(SandboxKeys keys, Switches switches) {
        this.keys = keys;
        this.switches = switches;
    }

    /** 200 with one JSON string; its form depends on the scenario. */
    synchronized Reply logIn(Call call) {
        JsonNode body = call.json().orElse(Json.object());
        boolean right = body.path("tenant").asText().equals(IvantiWorld.TENANT) && body.path("username").asText().equals(keys.ivantiUser())
                && body.path("password").asText().equals(keys.ivantiPassword()) && body.path("role").asText().equals("Admin");
        if (!right) {
            throw IvantiRefusalException.badRequest("Unhandled system exception: Tenant Not Found or wrong Password or OpenID not Configured Properly.");
        }
        logins++;
        String session = switches.is(Switch.IVANTI_LOGIN, "jwt") ? jwt() : IvantiWorld.TENANT + "#" + String.format("%032X", logins) + "#1";
        sessions.add(session);
        return Reply.json(200, TextNode.valueOf(session));
    }

    private String jwt() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(("{\"jti\":\"" + logins + "\"}").getBytes(StandardCharsets.UTF_8)) + ".c2FuZGJveA";
    }

    synchronized void expireSessions() {
        sessions.clear();
    }

    /** @throws IvantiRefusalException 401 for a bad, empty or expired key or session */
    synchronized void check(Call call) {
        String authorization = call.header("Authorization").orElse("");
        boolean cookie = false;
        for (String part : call.header("Cookie").orElse("").split(";")) {
            cookie |= part.strip().startsWith("SID=") && sessions.contains(part.strip().substring("SID=".length()));
        }
        if (!cookie && !authorization.equals("rest_api_key=" + keys.ivanti()) && !sessions.contains(authorization)) {
            throw IvantiRefusalException.unauthorised();
        }
    }
}
