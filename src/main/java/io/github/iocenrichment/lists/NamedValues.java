package io.github.iocenrichment.lists;

import io.github.iocenrichment.indicator.ContentKind;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.HostNames;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the values that a person names, defanged or not, in the form in which incidents have them. */
final class NamedValues {
    private static final Set<IndicatorType> RULED = EnumSet.of(IndicatorType.URL, IndicatorType.DOMAIN, IndicatorType.IPV4, IndicatorType.IPV6,
            IndicatorType.MD5,
            IndicatorType.SHA1, IndicatorType.SHA256, IndicatorType.SHA512);
    private static final Pattern NETWORK = Pattern.compile("[0-9a-fA-F.:]+/\\d{1,3}");
    private static final int VALUE_MAX = 2048;

    private final IndicatorExtractor extractor = new IndicatorExtractor(ExtractionRules.builtIn());

    /** The word without defanging when it has the form of a network; which is not to say that there is such a network. */
    static Optional<String> network(String word) {
        return Optional.of(word.replace("[.]", ".").replace("[:]", ":")).filter(bare -> NETWORK.matcher(bare).matches());
    }

    /** The one value that a word stands for; empty when it is no address, domain, URL or hash. */
    Optional<Indicator> of(String word) {
        boolean mail = word.indexOf('@') >= 0 && word.indexOf('/') < 0;
        if (mail || word.length() > VALUE_MAX || network(word).isPresent()) {
            return Optional.empty();
        }
        List<Indicator> found = extractor.extract(word, ContentKind.PLAIN, "", "").stream().filter(one -> RULED.contains(one.type())).toList();
        Optional<Indicator> url = found.stream().filter(one -> one.type() == IndicatorType.URL).findFirst();
        if (url.isPresent()) {
            return url;
        }
        if (!found.isEmpty()) {
            return Optional.of(found.get(0));
        }
        // a name that a text would not call one, such as a file's, is meant as one here
        return HostNames.canonicalName(word.replace("[.]", ".")).filter(name -> HostNames.isTopLevel(name.substring(name.lastIndexOf('.') + 1)))
                .map(name -> Indicator.of(IndicatorType.DOMAIN, name));
    }
}
