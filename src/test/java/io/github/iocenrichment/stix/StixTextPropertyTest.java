package io.github.iocenrichment.stix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;

/** Whatever untrusted text holds, what goes out is well-formed. */
class StixTextPropertyTest {

    @Property(tries = 300, seed = "1")
    void aLineIsOneLineOfVisibleCharactersWithinItsBound(@ForAll String text, @ForAll @IntRange(min = 2, max = 300) int max) {
        String line = StixText.line(text, max);

        if (line != null) {
            assertThat(line).isNotBlank().hasSizeLessThanOrEqualTo(max).isEqualTo(line.strip());
            assertThat(line.codePoints().mapToObj(Character::getType).map(Integer::byteValue))
                    .doesNotContain(Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR);
            assertThat(StixText.line(line, max)).as("cleaning is done once and for all").isEqualTo(line);
        }
    }

    @Property(tries = 300, seed = "1")
    void aBlockKeepsItsBytesAndItsBeginning(@ForAll String text, @ForAll @IntRange(min = 8, max = 200) int max) {
        String clean = text.codePoints().filter(character -> Character.getType(character) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();

        String block = StixText.block(clean, max);

        assertThat(block.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(max);
        assertThat(clean).startsWith(block.endsWith("…") && !block.equals(clean) ? block.substring(0, block.length() - 1) : block);
    }

    @Property(tries = 300, seed = "1")
    void everyWritableValueMakesAPatternThatReadsBack(@ForAll @NotBlank String value) {
        Assume.that(value.codePoints().noneMatch(character -> Character.getType(character) == Character.SURROGATE || Character.isISOControl(character)));

        String pattern = StixPattern.equal("url", "value", value);

        assertThat(PatternSyntax.fault(pattern)).isEmpty();
        assertThat(CanonicalJson.text(JsonNodeFactory.instance.textNode(pattern))).startsWith("\"[url:value = '");
    }
}
