package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.HashLabels.Judgement;
import io.github.iocenrichment.indicator.HashLabels.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the label of a hex value calls it. A text repeats its labels, so each is judged once. */
final class LabelNames {
    private static final int MOST_KNOWN = 1_000;
    private static final Pattern FINGERPRINT = Pattern.compile("(?:.*[^a-z0-9])?(imp ?hash|import ?hash|ja ?3 ?s|ja ?3"
            + "|ja ?4(?: ?(?:h|s|l|ls|x|t|ts|ssh|r|o|ro|d|d6))?|jarm|hassh ?server|hassh|rich(?: ?pe)?(?: ?header)?|pe ?hash|v ?hash|tlsh"
            + "|authenti ?hash|ss ?deep)(?: ?hash(?:es)?)?(?: ?(?:digest|fingerprint|value|md5"
            + "|sum)){0,2}(?:e?s)?");
    private static final Pattern ADDITION = Pattern.compile(" (?:of|for) .*$");
    private static final Pattern FILE = Pattern.compile("(?:.*[^a-z0-9])?(?:file ?)?(?:md ?5|sha ?(?:1|2|256|512|2 256|2 512|3 256)|sha ?-? ?(?:1|256"
            + "|512))(?: ?(?:hash|sum|digest|checksum))?");
    private static final Pattern SECRET = Pattern.compile(".*sess(?:ion)? ?id|(?:.*[^a-z0-9])?(?:nt ?hash(?:es)?|ntlm(?: ?v[12])?(?: ?hash(?:es)?)?|nt|lm"
            + "|lm ?hash(?:es)?|net ?ntlm(?: ?v[12])?"
            + "|sid|session(?: ?(?:id|key|token|cookie))?|cookies?|set cookie|[cx]srf(?: ?token)?|csrf ?middleware ?token|.*token|api ?key|x api key"
            + "|access ?key|secret(?: ?key(?: ?base)?| ?access ?key)?"
            + "|client ?secret|pass ?(?:word|wd|phrase)?(?: ?(?:hash|md ?5|sha ?1|sha ?256|digest))?|[a-z]*pwd(?: ?hash)?|hashed ?password|dpapi|trace(?: ?(?:parent|state|id|context))?|cloud ?trace ?context|span(?: ?id)?|b3"
            + "|parent ?id|x? ?request ?id|req ?id|correlation ?id"
            + "|transaction ?id|operation ?id|activity ?id|e ?tag|if none match|nonce|authorization|bearer|auth|digest ?response|opaque|dcc2?|mscache ?v?2?"
            + "|passwort|kennwort|passord|wachtwoord|adgangskode"
            // what a version control system calls its own
            + "|(?:git )?(?:commit|revision|changeset|tree|blob|parent)(?: ?(?:id|hash|sha ?1?))?|git ?(?:sha|hash|rev)|head ?sha|head is now at"
            // what else is written in hex and is no file
            // of a certificate, as a whole or by the name of the digest
            + "|(?:.* )?(?:x ?509|cert(?:ificate)?|(?:ssl|tls)(?= ?(?:finger|thumb)))(?: ?(?:sha ?1|sha ?256|md ?5))?(?: ?(?:finger ?print|thumb ?print|hash))?"
            + "(?: ?(?:sha ?1|sha ?256|md ?5))?"
            + "|serial(?: ?number)?|thumb ?print|(?:subject|authority) key id(?:entifier)?|(?:machine|device|container|message) ?id|salt|iv|seed"
            + "|krb5[a-z]*|aes(?: ?128| ?256)?(?: ?key| ?hmac)?"
            + "|rc4(?: ?hmac)?|machine ?key|encryption ?key|private ?key|uuid|guid|password ?hashes)s?");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern GAP = Pattern.compile("[^a-z0-9]+");

    private final Map<String, Optional<Judgement>> known = new HashMap<>();

    /** What values under this label are; empty when the label says nothing. */
    Optional<Judgement> judge(String label) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(label, LabelNames::read);
    }

    /** How many hex digits a hash of the kind has that a label names; 0 when it names none. */
    static int digits(String label) {
        String words = words(label.replace('|', ' '));
        if (!FILE.matcher(words).matches()) {
            return 0;
        }
        return words.contains("512") ? 128 : words.contains("256") ? 64 : words.contains("1") ? 40 : 32;
    }

    private static Optional<Judgement> read(String label) {
        int bar = label.indexOf('|');
        if (bar >= 0) {
            // "MD5 (password)", "hash (NTLM)": what is added says what it is, unless it is the kind of the digest
            Optional<Judgement> head = read(label.substring(0, bar));
            return read(label.substring(bar + 1)).filter(added -> added.kind() != Kind.FILE_HASH || head.isEmpty()).or(() -> head);
        }
        // the words of the sentence before are no part of the label
        String own = label.substring(label.lastIndexOf(". ") + 1);
        Optional<Judgement> whole = called(own, words(own));
        // "imphash of the sample"
        return whole.isPresent() ? whole : called(own, ADDITION.matcher(words(own)).replaceFirst(""));
    }

    private static Optional<Judgement> called(String label, String words) {
        Matcher fingerprint = FINGERPRINT.matcher(words);
        if (fingerprint.matches()) {
            return Optional.of(new Judgement(Kind.FINGERPRINT, fingerprint.group(1).replace(" ", "").replaceFirst("^rich.*", "rich")
                    .replace("importhash", "imphash")));
        }
        // camel case, traceId, and plurals of a heading
        String camel = words(CAMEL.matcher(label).replaceAll(" "));
        if (SECRET.matcher(words).matches() || SECRET.matcher(camel).matches()) {
            return Optional.of(HashLabels.SECRET);
        }
        return FILE.matcher(words).matches() ? Optional.of(HashLabels.FILE_HASH) : Optional.empty();
    }

    /** In lower case, with one blank for whatever stands between letters and digits. */
    private static String words(String label) {
        return GAP.matcher(label.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }
}
