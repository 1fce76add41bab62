package io.github.iocenrichment.ivanti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentFilterTest {
    private static final Instant SINCE = Instant.parse("2026-02-11T09:30:00.123Z");

    @ParameterizedTest
    @ValueSource(strings = {
        "", "   ", "Category eq 'Phishing'", "Owner eq '$NULL'", "Subject ne 'O''Brien'", "Priority le '2' and Status ne 'Closed'",
        "IncidentNumber gt 48000", "CreatedDateTime ge 2026-01-01T00:00:00Z", "CreatedDateTime lt 2026-01-01T00:00:00.123Z",
        "LastModDateTime ge 2026-02-11T15:02:36+05:30", "ReadOnly eq false", "Category eq 'a' or Category eq 'b'",
        "Status eq 'Logged' and Category eq 'a' or Category eq 'b'", "(Category eq 'a' or Category eq 'b') and Status eq 'Logged'",
        "(Category eq 'a' or Category eq 'b')", "((Category eq 'a' or Category eq 'b') and Status eq 'x') and Owner eq 'y'",
        "Subject eq 'not (a) function, or and (b'", "Subject eq 'contains(x)'", "contains eq 'x'", "Subject eq ''", "Amount eq -1.5"})
    void takesWhatIvantiReads(String extra) {
        assertThat(IncidentFilter.problemIn(extra)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "contains(Subject,'phish')                    | uses the function 'contains()', which Ivanti ignores",
        "Status eq 'a' and startswith(Subject, 'x')   | uses the function 'startswith()'",
        "startswith (Subject, 'x')                    | uses the function",
        "Subject eq tolower('X')                      | uses the function 'tolower()'",
        "not Status eq 'Closed'                       | uses 'not', which Ivanti ignores; use ne",
        "NOT Status eq 'Closed'                       | uses 'not'",
        "not (Status eq 'Closed')                     | uses 'not'",
        "Status eq 'a' and not Owner eq 'b'           | uses 'not'",
        "(Status eq 'a'                               | holds an unclosed bracket",
        "Status eq 'a')                               | closes a bracket that was not opened",
        ")(                                           | closes a bracket that was not opened",
        "()                                           | lacks a condition before ')'",
        "Status eq 'a' and (Owner eq 'b' or Owner eq 'c') | holds a bracket that is not at its start",
        "(Status eq 'a') and (Owner eq 'b')           | holds a bracket that is not at its start",
        "(Status eq 'a' and (Owner eq 'b')) and X eq 1 | holds a bracket that is not at its start",
        "Status eq 'a' or Owner eq 'b' and Team eq 'c' | holds an 'and' after an 'or'; put the 'and' first",
        "(A eq 1 or B eq 2 and C eq 3) and D eq 4     | holds an 'and' after an 'or'",
        "(A eq 1 or B eq 2) or C eq 3 and D eq 4      | holds an 'and' after an 'or'",
        "Status eq 'open                              | holds an unclosed quote",
        "Status eq 'O'Brien'                          | holds an unclosed quote",
        "Status like 'a'                              | holds the unknown operator 'like'; the operators are eq, ne, lt, le, gt, ge, and, or",
        "Status = 'a'                                 | holds the unknown operator '='",
        "Status EQ 'a'                                | holds the unknown operator 'EQ'",
        "Status eq 'a' xor Owner eq 'b'               | holds 'xor' where and or or must stand",
        "Status eq 'a' AND Owner eq 'b'               | holds 'AND' where and or or must stand",
        "Status in ('a','b')                          | holds the unknown operator 'in'",
        "CreatedDateTime ge datetime'2026-01-01'      | writes a value as 'datetime'...'', which Ivanti refuses; write a time bare, as",
        "CreatedDateTime ge datetime'2026-01-01' and A eq 1 | writes a value as 'datetime'...''",
        "Status                                       | ends after 'Status'",
        "Status eq                                    | lacks a value after an operator",
        "Status eq 'a' and                            | lacks a condition at its end",
        "and Status eq 'a'                            | holds 'and' where the name of a field must stand",
        "Status eq Closed                             | holds the value 'Closed'; a text stands in single quotes",
        "Owner eq null                                | compares with null; write '$NULL' for an empty field",
        "'a' eq Status                                | holds ''a'' where the name of a field must stand",
        "Status eq 'a' & $top=1                       | holds '&' where and or or must stand",
        "Owner/Name eq 'a'                            | holds 'Owner/Name' where the name of a field must stand",
        "A add 1 eq 2                                 | holds the unknown operator 'add'"})
    void namesWhatIvantiWouldMisread(String extra, String problem) {
        assertThat(IncidentFilter.problemIn(extra)).hasValueSatisfying(found -> assertThat(found).startsWith(problem));
        assertThatIllegalArgumentException().isThrownBy(() -> new IncidentFilter(extra, IncidentFields.stockNames()));
    }

    @Property(tries = 500, seed = "1")
    void anyTextIsReadOrNamedOnOneLine(@ForAll @StringLength(max = 80) String text) {
        IncidentFilter.problemIn(text).ifPresent(problem -> assertThat(problem).isNotBlank().doesNotContain("\n"));
    }

    @Property(tries = 300, seed = "1")
    void aQuotedTextIsAlwaysRead(@ForAll @StringLength(max = 60) String text) {
        String value = text.replaceAll("\\p{Cc}", "").replace("'", "''");
        assertThat(IncidentFilter.problemIn("Subject eq '" + value + "'")).isEmpty();
    }

    @Test
    void longHostileConditionsAreAnsweredAtOnce() {
        assertThat(IncidentFilter.problemIn("(".repeat(100_000))).isPresent();
        assertThat(IncidentFilter.problemIn("a eq '" + "''".repeat(100_000))).isPresent();
        assertThat(IncidentFilter.problemIn("a eq 1 and ".repeat(50_000))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "\"\" | CreatedDateTime ge 2026-02-11T09:30:00Z",
        "Category eq 'Phishing' | (Category eq 'Phishing') and CreatedDateTime ge 2026-02-11T09:30:00Z",
        "A eq 1 or B eq 2 | (A eq 1 or B eq 2) and CreatedDateTime ge 2026-02-11T09:30:00Z",
        "(A eq 1 or B eq 2) | (A eq 1 or B eq 2) and CreatedDateTime ge 2026-02-11T09:30:00Z",
        "(A eq 1 or B eq 2) and C eq 3 | ((A eq 1 or B eq 2) and C eq 3) and CreatedDateTime ge 2026-02-11T09:30:00Z"})
    void putsTheOperatorsConditionFirst(String extra, String condition) {
        assertThat(new IncidentFilter(extra, IncidentFields.stockNames()).since(SINCE)).isEqualTo(condition);
    }

    @Test
    void encodesTheWholeQuery() {
        IncidentFilter filter = new IncidentFilter("Service eq 'R&D #1 a+b 100%' and Owner ne 'O''Brien é'", IncidentFields.stockNames());
        String query = filter.pageQuery(SINCE, 100, 200);
        assertThat(query).isEqualTo("$filter=%28Service%20eq%20%27R%26D%20%231%20a%2Bb%20100%25%27%20and%20Owner%20ne%20%27O%27%27Brien%20%C3%A9%27%29"
                + "%20and%20CreatedDateTime%20ge%202026-02-11T09:30:00Z&$orderby=CreatedDateTime%20asc&$top=100&$skip=200");
        assertThat(new IncidentFilter("", IncidentFields.stockNames()).pageQuery(SINCE, 25, 0))
                .isEqualTo("$filter=CreatedDateTime%20ge%202026-02-11T09:30:00Z&$orderby=CreatedDateTime%20asc&$top=25&$skip=0");
    }

    @Test
    void usesTheTenantsFieldName() {
        IncidentFields renamed = new IncidentFields(Map.of(IncidentFields.CREATED, "OpenedAt"));
        assertThat(URLDecoder.decode(new IncidentFilter("", renamed).pageQuery(SINCE, 1, 0), StandardCharsets.UTF_8))
                .isEqualTo("$filter=OpenedAt ge 2026-02-11T09:30:00Z&$orderby=OpenedAt asc&$top=1&$skip=0");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "101,0", "100,-1"})
    void neverAsksForAPageThatIvantiRefuses(int top, int skip) {
        assertThatIllegalArgumentException().isThrownBy(() -> new IncidentFilter("", IncidentFields.stockNames()).pageQuery(SINCE, top, skip));
    }
}
