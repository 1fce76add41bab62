package io.github.iocenrichment.settings;

import static io.github.iocenrichment.settings.Requirement.ALWAYS;
import static io.github.iocenrichment.settings.Setting.needed;
import static io.github.iocenrichment.settings.Setting.of;
import static io.github.iocenrichment.settings.TimeKinds.duration;
import static io.github.iocenrichment.settings.ValueKinds.flag;
import static io.github.iocenrichment.settings.ValueKinds.identifier;
import static io.github.iocenrichment.settings.ValueKinds.key;
import static io.github.iocenrichment.settings.ValueKinds.number;
import static io.github.iocenrichment.settings.ValueKinds.oneOf;
import static io.github.iocenrichment.settings.ValueKinds.password;
import static io.github.iocenrichment.settings.ValueKinds.text;

import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IncidentFilter;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of Ivanti: address, log-in, poll, attachments, notes, record incidents and the names of fields. */
final class IvantiSettings {
    static final SettingsCatalog.Pattern RECORD_FIELDS = new SettingsCatalog.Pattern("ivanti.record.fields.",
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}"), text().orEmpty());

    /** Further fields of the tenant, for routes and templates. */
    static final SettingsCatalog.Pattern FIELDS = new SettingsCatalog.Pattern("ivanti.field.",
            Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,60}"), identifier().orEmpty());

    /** Fields of the stock product, whose spelling a variable in upper case cannot show. */
    static final List<String> STOCK_RECORD_FIELDS = Stream.of("Owner", "OwnerTeam", "Subcategory", "Priority", "Email", "CreatedBy", "Status_Valid",
            "Urgency_Valid", "Impact_Valid", "Service_Valid", "Category_Valid", "Subcategory_Valid", "Source_Valid", "Owner_Valid", "OwnerTeam_Valid",
            "Priority_Valid").map(field -> RECORD_FIELDS.prefix() + field).toList();

    private static final List<String> LOGIN = List.of("ivanti.tenant", "ivanti.username", "ivanti.password", "ivanti.role");
    private static final Requirement SESSION = Requirement.when("while ivanti.api-key is not set and another of tenant, username, password, role is",
            values -> unset(values, "ivanti.api-key") && !LOGIN.stream().allMatch(name -> unset(values, name)));
    private static final Requirement API_KEY = Requirement.when("",
            values -> LOGIN.stream().allMatch(name -> unset(values, name))).orInstead(
                    "or set ivanti.tenant, ivanti.username, ivanti.password and ivanti.role instead");

    private IvantiSettings() {
    }

    static List<Setting> all() {
        return Stream.concat(ivanti().stream(), fields().stream()).toList();
    }

    private static List<Setting> ivanti() {
        return List.of(
                needed("ivanti.base-url", Addresses.baseUrlEndingIn("/api",
                        "the address that ends with /api or /HEAT/api, such as https://tenant/HEAT/api"),
                        ALWAYS, "address of Ivanti ITSM including /api or /HEAT/api"),
                needed("ivanti.api-key", key(), API_KEY, "API key; or tenant, username, password and role for session login"),
                needed("ivanti.tenant", text(), SESSION, "tenant of the session login"),
                needed("ivanti.username", text(), SESSION, "user of the session login"),
                needed("ivanti.password", password(), SESSION, "password of the session login"),
                needed("ivanti.role", text(), SESSION, "internal name of the role of the session login, such as Admin"),
                of("ivanti.max-in-flight", "2", number(1, 50), "requests to Ivanti at one time from this node"),
                of("ivanti.timeout.connect", "10s", duration("100ms", "5m"), "longest wait for a connection"),
                of("ivanti.timeout.read", "20s", duration("1s", "10m"), "longest wait for the answer to a read"),
                of("ivanti.timeout.write", "60s", duration("1s", "10m"), "longest wait for the answer to a write; Ivanti runs workflows inside the call"),
                of("ivanti.max-answer-bytes", "8388608", number(65_536, 268_435_456), "longest answer that is read, attachments excepted"),
                of("ivanti.write.settle-time", "30s", duration("0s", "10m"),
                        "how long a write whose answer was lost may still be applied; it is looked for that long before it is written again"),
                of("ivanti.hook.token", "", ValueKinds.token(16), "token with which Ivanti calls POST /hooks/ivanti to have it polled at once, at least 16"
                + " characters; empty = off"),
                of("ivanti.poll.cron", "0/30 * * * * ?", TimeKinds.cron(), "Quartz cron of the poll"),
                of("ivanti.poll.objects", "incident", ValueKinds.someOf("incident", "servicereq", "problem"),
                        "business objects that are polled, comma separated; servicereq and problem by analogy with incident, confirmed by no tenant"),
                of("ivanti.poll.start-from", "now", TimeKinds.instantOrNow(), "first watermark of an empty store: now or an ISO instant"),
                of("ivanti.poll.overlap", "10m", duration("0s", "30d"), "overlap of each poll with the time before the watermark"),
                of("ivanti.poll.page-size", "100", number(1, 100), "incidents per page, 1 to 100"),
                of("ivanti.poll.extra-filter", "", ValueKind.of("an OData condition", value -> {
                    IncidentFilter.problemIn(value).ifPresent(problem -> {
                        throw new BadValueException(problem, "correct it or leave it empty: Ivanti would answer with the wrong incidents");
                    });
                    return value;
                }), "OData condition added to each poll, such as Category eq 'Phishing'"),
                of("ivanti.attachment.max-bytes", "10485760", number(1, 1_073_741_824L), "larger attachments are skipped and named in the note"),
                of("ivanti.attachment.include-journal", "false", flag(), "also attachments of the incident's journal mails"),
                of("ivanti.note.format", "plain", oneOf("plain", "html"), "plain or html"),
                of("ivanti.note.max-chars", "30000", number(500, 1_000_000), "longer notes are split and numbered"),
                of("ivanti.note.max-parts", "10", number(1, 99), "a note with more parts continues in an attachment"),
                of("ivanti.note.file.max-bytes", "5242880", number(10_000, 20_000_000),
                "size limit of a note's attachment; what does not fit is counted in it"),
                of("ivanti.note.category", "Memo", text().orEmpty(), "category of a note, from the tenant's list"),
                of("templates.language", "en", ValueKinds.language(), "language of notes and record incidents: of templates/messages_LANGUAGE.properties,"
                + " en or de as shipped"),
                of("ivanti.subject.max-chars", "150", number(100, 500), "subjects are cut to this length, their reference never"),
                of("ivanti.record.enabled", "true", flag(), "create the record incident"),
                of("ivanti.record.when", "always", oneOf("always", "indicators"), "create it for every publication, or only for those with indicator objects"),
                of("ivanti.record.closed-status", "", text(), "status that the record incident is set to once it is created; empty leaves it as created"),
                of("ivanti.record.fields.Status", "Logged", text().orEmpty(),
                        "field values of the record incident; any field may be added, an empty one is not sent"),
                of("ivanti.record.fields.Urgency", "Low", text().orEmpty(), "urgency of the record incident"),
                of("ivanti.record.fields.Impact", "Low", text().orEmpty(), "impact of the record incident"),
                of("ivanti.record.fields.Service", "Security Operations", text().orEmpty(), "service of the record incident"),
                of("ivanti.record.fields.Category", "Threat Intelligence", text().orEmpty(), "category of the record incident"),
                of("ivanti.record.fields.Source", "API", text().orEmpty(), "source of the record incident"),
                of("ivanti.record.fields.ProfileLink_RecID", "", text(), "customer of the record incident; empty takes the source incident's"),
                of("ivanti.record.fields.ProfileLink_Category", "", text(), "kind of that customer, such as Employee; empty takes the source incident's"),
                of("ivanti.service-account", "", text(), "name of our own account in CreatedBy, for the loop guard; empty = learned from the first record"
                + " or note"),
                of("ivanti.link.relationship", "", identifier(), "relationship name that links record and source incident; empty links by text alone"));
    }

    private static List<Setting> fields() {
        return Stream.concat(Stream.of(of("ivanti.field.text", "Subject,Symptom", ValueKinds.identifiers(),
                "fields that are read for indicators, comma separated, names as Ivanti has them")), IncidentFields.defaults().entrySet().stream()
                .map(field -> of("ivanti.field." + field.getKey(), field.getValue(), identifier(), field.getValue().isEmpty()
                        ? "field with the incident's own marking, such as TLP:GREEN; empty marks everything as intelx.tlp says"
                        : "the tenant's name of the field " + field.getValue())))
                .toList();
    }

    private static boolean unset(Function<String, String> values, String name) {
        String value = values.apply(name);
        return value == null || value.isEmpty();
    }
}
