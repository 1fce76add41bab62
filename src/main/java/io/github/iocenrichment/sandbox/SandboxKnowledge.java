package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the systems of a sandbox know about values beside what its files say, in the shape of the entries in those files. */
public final class SandboxKnowledge {
    private final OutsideSystems systems;

    SandboxKnowledge(OutsideSystems systems) {
        this.systems = systems;
    }

    /** @param data the {@code data} object of a verbose {@code /check} answer; {@code ipAddress} says for which address */
    public void abuseIpDb(ObjectNode data) {
        systems.abuseIpDb().know(data);
    }

    /** @param type {@code file}, {@code url}, {@code domain} or {@code ip_address} */
    public void virusTotal(String type, String value, ObjectNode attributes) {
        systems.virusTotal().reports().know(type, value, attributes);
    }

    /** @param file {@code overview}, {@code hashes}, {@code error_rows} and {@code reports}, as in {@code sandbox/hybrid-analysis.json} */
    public void hybridAnalysis(ObjectNode file) {
        systems.hybridAnalysis().know(file);
    }

    /** @param cve the {@code cve} object of an NVD answer */
    public void vulnerability(ObjectNode cve) {
        systems.vulnerabilities().know(cve);
    }

    /** Puts a value on Intel Exchange's list of allowed indicators. */
    public void allow(String value) {
        systems.intelStore().allow(value);
    }

    /** What people at Intel Exchange made of a value. @param fields of its row in a look-up, such as {@code is_false_positive} */
    public void judge(String value, ObjectNode fields) {
        systems.intelStore().judge(value, fields);
    }
}
