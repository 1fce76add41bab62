package io.github.iocenrichment.sandbox;

import java.util.Arrays;

/** What a scenario can turn: each has a name for the control address, a default and the values it takes. */
public enum Switch {
    IVANTI_NO_ROWS("ivanti.no-rows", "204", "how a list without rows is spelled: 204, empty-body, empty-list, text, or rotate through them"),
    IVANTI_COUNT("ivanti.count", "normal", "@odata.count: normal, absent, or small (smaller than the page)"),
    IVANTI_SELECT("ivanti.select", "narrow", "$select on a list: narrow leaves other keys out, blank sets them to null"),
    IVANTI_OFFSETS("ivanti.offsets", "mixed", "offset of dates: mixed within a page, or one such as Z or +05:30"),
    IVANTI_NULLS("ivanti.nulls", "present", "empty fields: present as null, or absent"),
    IVANTI_ATTACHMENT_ROWS("ivanti.attachment-rows", "full", "full, or bare: no size, and a parent category without #"),
    IVANTI_WIDE_ROWS("ivanti.wide-rows", "false", "true pads incidents to about 180 fields"),
    IVANTI_REQUIRED("ivanti.required", "Subject,Symptom,Service,Category", "fields that a new incident must bring"),
    IVANTI_WRITE_DELAY("ivanti.write-delay", "PT0S", "how long workflows hold a write"),
    IVANTI_RELATIONSHIPS("ivanti.relationships", "true", "false: IncidentContainsAttachment is unknown, 404 ISM_4004"),
    IVANTI_LOGIN("ivanti.login", "session", "what a login gives: session or jwt"),
    IVANTI_RIGHTS("ivanti.rights", "all", "none: the role sees zero rows, without an error"),
    IVANTI_CREATED("ivanti.created", "201", "status of a successful create: 201 or 200"),
    IVANTI_REFUSED_EXTENSIONS("ivanti.refused-extensions", ".json,.log,.exe", "file name extensions that an upload refuses"),
    IVANTI_REFUSED_SHAPE("ivanti.refused-shape", "wrapped", "body of a refused upload: wrapped or bare"),
    IVANTI_UPLOAD_PARENT("ivanti.upload-parent", "kept", "kept, or lost: an uploaded file is stored without its parent until a PATCH sets it"),
    IVANTI_UPLOAD_MAX_BYTES("ivanti.upload-max-bytes", "0", "longest body of an upload, 413 above it; 0 for no limit"),
    IVANTI_ERROR_SHAPE("ivanti.error-shape", "list", "message of an error: list, text, objects, error (wrapped in error) or capital (Message)"),
    ABUSEIPDB_QUOTA_PER_DAY("abuseipdb.quota.per-day", "1000", "calls a day and endpoint"),
    ABUSEIPDB_LIMIT_HEADERS("abuseipdb.limit-headers", "all", "all, none, or text (not numeric)"),
    VIRUSTOTAL_QUOTA_PER_MINUTE("virustotal.quota.per-minute", "0", "calls a minute, 0 for no limit"),
    VIRUSTOTAL_QUOTA_PER_DAY("virustotal.quota.per-day", "0", "calls a day, 0 for no limit"),
    VIRUSTOTAL_QUOTA_PER_MONTH("virustotal.quota.per-month", "0", "calls a month, 0 for no limit"),
    VIRUSTOTAL_RETRY_AFTER("virustotal.retry-after", "0", "seconds in Retry-After of a 429, 0 for none"),
    VIRUSTOTAL_POLLS("virustotal.polls", "2", "how many polls of an analysis say queued or in-progress"),
    VIRUSTOTAL_TIER("virustotal.tier", "public", "public, or gti: with gti_assessment"),
    HYBRID_LEGACY("hybrid-analysis.legacy", "false", "true: POST search answers an array, GET is unknown"),
    HYBRID_CONTENT_TYPE("hybrid-analysis.content-type", "application/json", "content type of JSON answers"),
    HYBRID_QUOTA_PER_MINUTE("hybrid-analysis.quota.per-minute", "200", "calls a minute, 0 for no limit"),
    HYBRID_QUOTA_PER_HOUR("hybrid-analysis.quota.per-hour", "2000", "calls an hour, 0 for no limit"),
    HYBRID_RETRY_AFTER("hybrid-analysis.retry-after", "0", "seconds in Retry-After of a 429, 0 for none"),
    HYBRID_HOST("hybrid-analysis.host", "right", "other: every call is redirected by 301 to the other form of the host"),
    INTELX_STORE_DELAY("intelx.store-delay", "PT1S", "from sent to stored"),
    INTELX_QUOTA_PER_MINUTE("intelx.quota.per-minute", "0", "calls a minute and key, 0 for no limit"),
    INTELX_RETRY_AFTER("intelx.retry-after", "true", "whether a 429 says when to come back"),
    INTELX_ACCEPT("intelx.accept", "true", "false: bundles are answered 200 with success false and not stored"),
    INTELX_DROP("intelx.drop", "", "what is dropped without a word: x-properties, broken-references, or object types; comma separated"),
    INTELX_LOOSE_TYPES("intelx.loose-types", "true", "look-ups give some numbers as text and some empties as {}"),
    INTELX_ROLE("intelx.role", "limits", "what the key may ask of administration: nothing (403), limits, inbox (and the report on inboxes, with ours), or other-inbox"
            + " (the same without ours)"),
    INTELX_REPORT("intelx.report", "CREATED", "end state of a route C task: CREATED or FAILED"),
    TAXII_STATUS("taxii.status", "served", "status resource: served, absent (404), or empty (202 without a body)"),
    TAXII_FAIL_TYPES("taxii.fail-types", "", "object types that fail when they come, as often as taxii.fail-times says, comma separated"),
    TAXII_FAIL_TIMES("taxii.fail-times", "1", "how often one object of taxii.fail-types fails before it is taken"),
    TAXII_MAX_CONTENT("taxii.max-content", "10485760", "max_content_length of the API root, in bytes"),
    TAXII_WRITE("taxii.write", "true", "false: the collection is not writable, 403"),
    NVD_QUOTA_WITH_KEY("nvd.quota.with-key", "50", "calls in rolling 30 s with a key"),
    NVD_QUOTA("nvd.quota", "5", "calls in rolling 30 s without a key"),
    NVD_LIMIT("nvd.limit", "service", "who limits: service (403, Retry-After 30) or edge (429 text, retry-after 0)");

    private final String label;
    private final String standard;
    private final String meaning;

    Switch(String label, String standard, String meaning) {
        this.label = label;
        this.standard = standard;
        this.meaning = meaning;
    }

    public String label() {
        return label;
    }

    public String standard() {
        return standard;
    }

    public String meaning() {
        return meaning;
    }

    static Switch of(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no switch " + label));
    }
}
