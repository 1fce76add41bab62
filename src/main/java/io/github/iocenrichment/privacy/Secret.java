package io.github.iocenrichment.privacy;

/** The kinds of what is masked in a URL. A mask is reported by its kind, never by the value that stood there. */
enum Secret {
    USER_INFO("user info"), TOKEN("token"), PASSWORD("password"), KEY("key"), CODE("code"), SIGNATURE("signature"), SESSION("session"),
    JWT("JWT"), ACCESS_KEY("access key"), BOT_TOKEN("bot token"), PRIVATE_KEY("private key"), RANDOM("token"), SIGNED_LINK("signed link"),
    NAME("name"), MAIL("mail address"), PHONE("phone number"), IBAN("IBAN"), CARD("card number"), PERSONAL_NUMBER("personal number"),
    OWN_ADDRESS("own address"), NESTED("nested link"), RESET_LINK("reset link"), INVITATION("invitation link"), CONFIRMATION("confirmation link"),
    UNSUBSCRIBE("unsubscribe link"), SIGN_IN_LINK("sign-in link"), SHARE_LINK("share link"), WEBHOOK("webhook"), MEETING("meeting");

    private final String words;

    Secret(String words) {
        this.words = words;
    }

    /** As it stands in a note: {@code mail address}. */
    String words() {
        return words;
    }
}
