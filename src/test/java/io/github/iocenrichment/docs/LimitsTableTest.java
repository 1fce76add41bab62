package io.github.iocenrichment.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.settings.Setting;
import io.github.iocenrichment.settings.SettingsCatalog;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator's page gives each limit with its setting and default, as {@code `attachment.max-time` (20 s)} or {@code `kev.max-answer-bytes`, 16 MiB}. */
class LimitsTableTest {
    private static final Pattern LIMIT = Pattern.compile("(?m)^\\|.*\\| `([a-z.-]+)`(?: \\(([^)]+)\\)|, ([^|(]+)) \\|");
    private static final Pattern AMOUNT = Pattern.compile("([\\d,]+) (KiB|MiB|%|s)( .*)?");

    static List<MatchResult> limits() {
        return LIMIT.matcher(Page.of("docs/operations.md").section("What it needs").text()).results().toList();
    }

    @ParameterizedTest
    @MethodSource("limits")
    void aLimitStandsThereWithItsDefault(MatchResult limit) {
        Setting setting = SettingsCatalog.standard().find(limit.group(1)).orElseThrow(() -> new AssertionError("there is no setting " + limit.group(1)));

        assertThat(asSet(limit.group(2) == null ? limit.group(3) : limit.group(2))).as(setting.name()).isEqualTo(setting.defaultValue());
    }

    @Test
    void theLimitsOfTicketsAttachmentsAndAnswersAreThere() {
        assertThat(limits()).extracting(limit -> limit.group(1)).contains("ivanti.attachment.max-bytes", "attachment.max-indicators", "work.max-indicators",
                "attachment.memory", "attachment.max-time", "attachment.read-again", "source.max-answer-bytes", "kev.max-answer-bytes",
                "ivanti.max-answer-bytes", "intelx.max-answer-bytes", "enrichment.source-share", "enrichment.max-indicators");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            16 MiB                   | 16777216
            64 KiB                   | 65536
            25 % of the heap         | 25%
            20 s                     | 20s
            5,000                    | 5000
            2m, 15m, 1h              | 2m,15m,1h
            """)
    void anAmountIsWrittenForPeople(String words, String value) {
        assertThat(asSet(words)).isEqualTo(value);
    }

    /** An amount as a file of settings has it. */
    private static String asSet(String words) {
        Matcher amount = AMOUNT.matcher(words);
        if (!amount.matches()) {
            return words.matches("[\\d,]+") ? words.replace(",", "") : words.replace(", ", ",");
        }
        long number = Long.parseLong(amount.group(1).replace(",", ""));
        return switch (amount.group(2)) {
            case "KiB" -> "" + (number << 10);
            case "MiB" -> "" + (number << 20);
            default -> number + amount.group(2);
        };
    }
}
