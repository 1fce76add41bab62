package io.github.iocenrichment.output;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What routes may see and send of one incident. Values are in the form in which they may leave the network: secrets and persons in URLs are masked.
 * Subject, fields and words of sources are texts of others.
 *
 * @param recId       Ivanti's key of the incident
 * @param number      its number
 * @param subject     its subject
 * @param category    its category
 * @param priority    its priority, {@code 1} to {@code 5}
 * @param ownerTeam   its queue
 * @param fields      all its fields by the NAME of {@code ivanti.field.NAME}; empty ones are left out
 * @param link        its page in Ivanti; null when there is none
 * @param worst       the worst verdict of all findings: {@code malicious}, {@code suspicious}, {@code no-threat-found}, {@code unknown},
 *                    {@code not-checked}, or {@code none} when nothing was found
 * @param counts      how many findings have each verdict
 * @param findings    the findings, worst first
 * @param publication state of the publication, in lower case
 * @param record      number of the record incident; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Overview(String recId, String number, @Nullable String subject, String category, String priority, String ownerTeam, Map<String, String> fields,
                       @Nullable String link, String worst, Map<String, Integer> counts, List<Found> findings, String publication, @Nullable String record) {

    /**
     * One indicator.
     *
     * @param value      its value, as it may leave
     * @param defanged   the same so that nobody can follow it by accident
     * @param type       {@code ipv4}, {@code url}, {@code sha256} and so on
     * @param verdict    its verdict
     * @param confidence 0 to 100
     * @param shareable  false when it must not leave the organisation: own domains, private addresses, allow-listed values
     * @param answers    what each source said
     * @param foundIn    where it stood
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Found(String value, String defanged, String type, String verdict, int confidence, boolean shareable, List<Said> answers,
            List<String> foundIn) {

        /** Type, value and verdict in one text, for what is sent once for each of them. */
        @JsonIgnore
        public String getKey() {
            return type + "|" + value + "|" + verdict;
        }
    }

    /**
     * A source's answer.
     *
     * @param source     name of the source as in the settings
     * @param title      as people call it
     * @param state      {@code found}, {@code not-found}, {@code failed} and so on
     * @param verdict    its own verdict; null when it gave none that counts
     * @param words      what it said, or why it said nothing, in one line
     * @param link       its page for people; null when there is none
     * @param observedAt its own time of analysis; null when it gave none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Said(String source, String title, String state, @Nullable String verdict, String words, @Nullable String link, @Nullable Instant observedAt) {
    }
}
