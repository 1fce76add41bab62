package io.github.iocenrichment.privacy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which kind of secret or person a parameter holds by its name. A name is cut into its words, at punctuation and where the case changes; one
 * word of a kind is enough, and so is a word that ends in one ({@code newpassword}).
 */
final class ParameterNames {
    /** Words that ordinary links use as well: under them a value of three characters or less ({@code code=de}) is none. */
    private static final int SHORT = 3;
    private static final Pattern CUT = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern DIGITS_4_TO_8 = Pattern.compile("\\d{4,8}");
    private static final Pattern FLAG = Pattern.compile("(?i)true|false|yes|no|on|off|0|1");
    private static final Pattern PERSONS_NAME = Pattern.compile("\\p{L}+[._ +]\\p{L}+");
    private static final Set<Secret> PERSONS = EnumSet.of(Secret.NAME, Secret.MAIL, Secret.PHONE);
    private static final Map<String, Secret> WORDS = new LinkedHashMap<>();
    private static final Map<String, Secret> ENDINGS = new LinkedHashMap<>();
    private static final Map<String, Secret> BEGINNINGS = new LinkedHashMap<>();
    private static final Set<String> ORDINARY = Set.of("key", "code", "pin", "magic", "invite", "invitation", "ticket", "nonce", "session", "sess", "state",
            "auth", "challenge", "verification", "tan", "card", "pan", "to");
    /** Words that end like a secret and are none. */
    private static final Set<String> HARMLESS = Set.of("compass", "bypass", "trespass", "surpass", "encompass", "monkey", "turkey", "donkey", "whiskey",
            "hockey", "jockey", "hotkey", "zipcode", "postcode", "postalcode", "barcode", "unicode", "qrcode", "countrycode", "langcode", "languagecode",
            "currencycode", "errorcode", "statuscode", "areacode", "httpcode", "encode", "decode", "geocode", "acid", "webmail", "design");
    private static final Set<String> USERS = Set.of("user", "username", "login", "u", "usr", "uname", "userid", "email", "mail", "account");
    private static final Set<String> SIGNED_PREFIXES = Set.of("x-amz-", "x-goog-");
    private static final Set<String> SHARED_ACCESS = Set.of("se", "sp", "sv", "sr", "sig", "st", "spr", "skoid", "sktid", "skt", "ske", "sks", "skv", "srt",
            "ss");
    private static final Set<String> CLOUD_FRONT = Set.of("policy", "key-pair-id", "signature", "expires", "googleaccessid", "awsaccesskeyid",
            "ossaccesskeyid");

    static {
        put(Secret.TOKEN, "token", "tokens", "auth", "authorization", "authentication", "oauth", "jwt", "bearer", "saml", "assertion", "csrf", "xsrf", "state",
                "nonce", "ticket", "credential", "credentials", "magic", "invite", "invitation", "challenge", "authenticity", "otac", "tgt", "jsession");
        put(Secret.PASSWORD, "pass", "passwd", "password", "passwort", "passphrase", "pwd", "pw", "psw", "kennwort", "oldpass", "newpass", "contrasena",
                "motdepasse", "senha");
        put(Secret.KEY, "key", "apikey", "secret", "secrets", "authkey", "rlkey", "resourcekey", "accesskey");
        put(Secret.CODE, "code", "otp", "totp", "hotp", "pin", "mfa", "2fa", "tan", "verification", "passcode", "onetime");
        put(Secret.SIGNATURE, "sig", "sign", "signature", "hmac", "sas");
        put(Secret.SESSION, "session", "sessionid", "sess", "sessid", "sid", "cookie", "cookies");
        put(Secret.MAIL, "email", "mail", "emailaddress", "upn", "userprincipalname", "recipient", "recipients", "rcpt", "mailto");
        put(Secret.NAME, "user", "username", "login", "account", "usr", "uname", "userid", "loginid", "samaccountname", "firstname", "lastname", "surname",
                "fullname", "realname");
        put(Secret.PHONE, "phone", "tel", "telephone", "mobile", "msisdn", "handy", "cellphone");
        put(Secret.IBAN, "iban");
        put(Secret.CARD, "card", "pan", "cardnumber", "ccnumber");
        put(Secret.PERSONAL_NUMBER, "ssn", "dob", "passport", "birthdate", "birthday", "dateofbirth", "nationalid");
        end(Secret.TOKEN, "token", "jwt", "bearer", "credential", "credentials", "ticket", "nonce", "oauth");
        end(Secret.PASSWORD, "password", "passwd", "passphrase", "pass", "pwd", "passwort");
        end(Secret.KEY, "secret", "key");
        end(Secret.SIGNATURE, "signature", "hmac");
        end(Secret.SESSION, "sessid", "sessionid", "session");
        end(Secret.CODE, "otp", "authcode", "code", "pin");
        end(Secret.MAIL, "email", "mail");
        end(Secret.NAME, "username", "login");
        end(Secret.PHONE, "phone", "mobile");
        BEGINNINGS.put("session", Secret.SESSION);
        BEGINNINGS.put("saml", Secret.TOKEN);
        BEGINNINGS.put("password", Secret.PASSWORD);
    }

    private static final String SHARE_POINT = ".sharepoint.com";

    private final Set<String> beside;
    private final boolean sharePoint;

    /**
     * @param beside all names of the same address, in lower case
     * @param host   whose they are; empty when they stand in a fragment or in a value
     */
    ParameterNames(Set<String> beside, String host) {
        this.beside = beside;
        this.sharePoint = host.endsWith(SHARE_POINT);
    }

    private static void put(Secret kind, String... words) {
        for (String word : words) {
            WORDS.put(word, kind);
        }
    }

    private static void end(Secret kind, String... words) {
        for (String word : words) {
            ENDINGS.put(word, kind);
        }
    }

    /** @param name decoded; @param value decoded; null when the name says nothing about it */
    @Nullable Secret kind(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (isSigned(lower)) {
            return Secret.SIGNED_LINK;
        }
        if ((lower.equals("p") || lower.equals("pass")) && beside.stream().anyMatch(USERS::contains)) {
            return Secret.PASSWORD;
        }
        if (lower.equals("c") && DIGITS_4_TO_8.matcher(value).matches()) {
            return Secret.CODE;
        }
        if (sharePoint && lower.equals("e")) {
            return Secret.KEY;
        }
        if (lower.equals("to")) {
            return PERSONS_NAME.matcher(value).matches() ? Secret.NAME : null;
        }
        Secret person = null;
        for (String word : words(name)) {
            Secret kind = kindOfWord(word);
            if (kind != null && isOne(kind, word, value)) {
                if (!PERSONS.contains(kind)) {
                    return kind; // user[password] is a password
                }
                person = person == null ? kind : person;
            }
        }
        return person;
    }

    private static boolean isOne(Secret kind, String word, String value) {
        if (PERSONS.contains(kind)) {
            return !FLAG.matcher(value).matches();
        }
        // a word that is not quite of the list, such as "statekey", is as ordinary as its ending
        boolean ordinary = ORDINARY.contains(word) || kind == Secret.KEY && !word.contains("secret") || kind == Secret.CODE && word.endsWith("code");
        return !ordinary || value.length() > SHORT;
    }

    private static @Nullable Secret kindOfWord(String word) {
        if (HARMLESS.contains(word)) {
            return null;
        }
        Secret exact = WORDS.get(word);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, Secret> ending : ENDINGS.entrySet()) {
            if (word.endsWith(ending.getKey())) {
                return ending.getValue();
            }
        }
        return BEGINNINGS.entrySet().stream().filter(beginning -> word.startsWith(beginning.getKey())).map(Map.Entry::getValue).findFirst().orElse(null);
    }

    /** The words of the name, and the name as one word: {@code accessToken} is access, token; {@code e-mail} is one. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : CUT.split(name)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        words.add(String.join("", words));
        return words;
    }

    /** Whether the address carries the signature of a storage service: whoever has it may fetch what it names. */
    boolean isSignedLink() {
        boolean prefixed = beside.stream().anyMatch(name -> SIGNED_PREFIXES.stream().anyMatch(name::startsWith));
        boolean sharedAccess = beside.contains("sig") && (beside.contains("se") || beside.contains("sv") || beside.contains("sr") || beside.contains("sp"));
        boolean signature = beside.contains("signature") && (beside.contains("expires") || beside.contains("policy") || beside.contains("key-pair-id"));
        return prefixed || sharedAccess || signature;
    }

    private boolean isSigned(String lower) {
        if (SIGNED_PREFIXES.stream().anyMatch(lower::startsWith)) {
            return true;
        }
        return isSignedLink() && (CLOUD_FRONT.contains(lower) && beside.contains("signature") || SHARED_ACCESS.contains(lower) && beside.contains("sig"));
    }
}
