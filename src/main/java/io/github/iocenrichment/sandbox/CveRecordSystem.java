package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.stream.StreamSupport;

/** The sandbox's CVE.org and the further lists of exploited CVEs: ENISA's, downloaded whole, and VulnCheck's, asked CVE by CVE. */
final class CveRecordSystem {
    static final String CVE_ORG_PATH = "/api/cve";
    static final String EUVD_PATH = "/api/kev/dump";
    static final String VULNCHECK_PATH = "/v3/index/vulncheck-kev";
    static final String VULNCHECK_KEY = "vulncheck_5a4e44425f56554c4e434845434b5f544f4b454e";
    private static final String CVE = "CVE-\\d{4}-\\d{4,19}";

    private final JsonNode knowledge;

    CveRecordSystem(RelativeDates dates) {
        knowledge = dates.resolve(Json.resource("cve-records.json"));
    }

    Reply cveOrg(Call call) {
        String cve = call.path().startsWith(CVE_ORG_PATH + "/") ? call.path().substring(CVE_ORG_PATH.length() + 1) : "";
        if (cve.isEmpty()) {
            return Reply.html(404, "<!DOCTYPE html><html><title>Error</title><body><pre>Cannot GET " + call.path().replaceAll("[^A-Za-z0-9/._-]", "")
                    + "</pre></body></html>");
        }
        if (!cve.matches(CVE)) {
            return Reply.json(400, Json.object().put("error", "BAD_INPUT").put("message", "Parameters were invalid"));
        }
        return StreamSupport.stream(knowledge.path("cveOrg").spliterator(), false)
                .filter(record -> record.path("cveMetadata").path("cveId").asText().equals(cve))
                .findFirst().map(record -> Reply.json(200, record))
                .orElseGet(() -> Reply.json(404, Json.object().put("error", "CVE_RECORD_DNE").put("message", "The cve record for the cve id does not exist.")));
    }

    Reply euvd(Call call) {
        return call.path().equals(EUVD_PATH) && call.is("GET") ? Reply.json(200, knowledge.path("euvd")) : Reply.json(404, Json.object().put("status", 404));
    }

    Reply vulnCheck(Call call) {
        if (!call.header("Authorization").orElse("").equals("Bearer " + VULNCHECK_KEY)) {
            return Reply.json(401, Json.object().put("error", true).set("errors", Json.array().add("unauthorized")));
        }
        if (!call.path().equals(VULNCHECK_PATH) || !call.is("GET")) {
            return Reply.json(404, Json.object().put("error", true));
        }
        ArrayNode rows = Json.array();
        knowledge.path("vulnCheck").forEach(row -> row.path("cve").forEach(cve -> {
            if (cve.asText().equals(call.param("cve"))) {
                rows.add(row);
            }
        }));
        return Reply.json(200, Json.object().<com.fasterxml.jackson.databind.node.ObjectNode>set("_meta", Json.object().put("total_pages", 1)
                .put("total_documents", rows.size()))
                .set("data", rows));
    }
}
