package io.github.iocenrichment.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One sentence on publication and record incident.
 *
 * @param sentence the sentence
 * @param warning  true when it is bad news
 */
record PublicationWords(String sentence, boolean warning) {
    private static final int MAX = 400;

    static PublicationWords of(Publication publication, RecordIncident record, Messages messages) {
        boolean bad = switch (publication.state()) {
            case OTHER_SOURCE, NOT_CONFIRMED, PARTLY_REFUSED, REFUSED -> true;
            default -> record.state() == RecordIncident.State.FAILED;
        };
        return new PublicationWords(publication(publication, messages) + record(publication, record, messages)
                + (publication.state() == Publication.State.PENDING ? "; " + messages.say("publication.follows") : "") + ".", bad);
    }

    private static String publication(Publication publication, Messages messages) {
        boolean sized = publication.state() != Publication.State.NONE
                && (publication.state() != Publication.State.PENDING || publication.objects() > 0);
        String size = sized ? " (" + marking(publication) + messages.say("publication.size", "indicators", publication.indicators(), "objects",
                publication.objects()) + ")" : "";
        String state = publication.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String said = switch (publication.state()) {
            case SENT -> "";
            default -> blank(publication.words()) ? "" : ": " + words(publication.words(), messages);
        };
        return messages.say("publication." + state, "size", size) + said;
    }

    private static String record(Publication publication, RecordIncident record, Messages messages) {
        String words = blank(record.words()) ? "" : words(record.words(), messages);
        return switch (record.state()) {
            case NONE, DISABLED -> words.isEmpty() ? "" : "; " + words;
            case PENDING -> publication.state() == Publication.State.NONE || publication.state() == Publication.State.REFUSED ? ""
                    : ", " + messages.say("record.pending");
            case CREATED -> ", " + number(record, messages) + (words.isEmpty() ? "" : " (" + words + ")");
            case FAILED -> ", " + messages.say("record.failed") + (words.isEmpty() ? "" : ": " + words);
        };
    }

    private static String number(RecordIncident record, Messages messages) {
        String number = SafeText.key(record.number());
        return number.isEmpty() ? messages.say("record.created") : messages.say("record.created-number", "number", number);
    }

    private static String marking(Publication publication) {
        return blank(publication.tlp()) ? "" : "TLP:" + SafeText.words(publication.tlp(), 20) + ", ";
    }

    private static String words(@Nullable String text, Messages messages) {
        String words = SafeText.words(text, MAX);
        return messages.translate(words.endsWith(".") ? words.substring(0, words.length() - 1) : words);
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
