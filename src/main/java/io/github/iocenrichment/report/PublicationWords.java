package io.github.iocenrichment.report;

/**
 * One sentence on publication and record incident.
 *
 * @param sentence the sentence
 * @param warning  true when it is bad news
 */
record PublicationWords(String sentence, boolean warning) {
    private static final int MAX = 400;

    static PublicationWords of(Publication publication, RecordIncident record) {
        boolean bad = switch (publication.state()) {
            case OTHER_SOURCE, NOT_CONFIRMED, PARTLY_REFUSED, REFUSED -> true;
            default -> record.state() == RecordIncident.State.FAILED;
        };
        return new PublicationWords(publication(publication) + record(publication, record)
                + (publication.state() == Publication.State.PENDING ? "; a further note follows" : "") + ".", bad);
    }

    private static String publication(Publication publication) {
        String size = " (" + marking(publication) + SafeText.count(publication.indicators(), "indicator", "indicators") + ", "
                + SafeText.count(publication.objects(), "object", "objects") + ")";
        return switch (publication.state()) {
            case NONE -> "Nothing published to Intel Exchange" + because(publication);
            case PENDING -> "Publication to Intel Exchange pending" + (publication.objects() == 0 ? "" : size) + because(publication);
            case SENT -> "Sent to Intel Exchange" + size;
            case DELIVERED -> "Published to Intel Exchange" + size;
            case OTHER_SOURCE -> "Published to Intel Exchange" + size + ", but filed there under another source" + because(publication);
            case NOT_CONFIRMED -> "Sent to Intel Exchange" + size + ", not confirmed there yet" + because(publication);
            case PARTLY_REFUSED -> "Published to Intel Exchange in part" + size + because(publication);
            case REFUSED -> "Refused by Intel Exchange" + size + because(publication);
        };
    }

    private static String record(Publication publication, RecordIncident record) {
        return switch (record.state()) {
            case NONE, DISABLED -> blank(record.words()) ? "" : "; " + words(record.words());
            case PENDING -> publication.state() == Publication.State.NONE || publication.state() == Publication.State.REFUSED ? "" : ", record incident pending";
            case CREATED -> ", record incident " + number(record) + (blank(record.words()) ? "" : " (" + words(record.words()) + ")");
            case FAILED -> ", record incident not created" + (blank(record.words()) ? "" : ": " + words(record.words()));
        };
    }

    private static String number(RecordIncident record) {
        String number = SafeText.key(record.number());
        return number.isEmpty() ? "created" : number;
    }

    private static String marking(Publication publication) {
        return blank(publication.tlp()) ? "" : "TLP:" + SafeText.words(publication.tlp(), 20) + ", ";
    }

    private static String because(Publication publication) {
        return blank(publication.words()) ? "" : ": " + words(publication.words());
    }

    private static String words(String text) {
        String words = SafeText.words(text, MAX);
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
