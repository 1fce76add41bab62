package io.github.iocenrichment.check;

import io.github.iocenrichment.ivanti.IvantiFault;
import io.github.iocenrichment.ivanti.IvantiPath;
import io.github.iocenrichment.ivanti.IvantiSession;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.SourceFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Which form of notes the tenant shows: recommends {@code html} where something shows that it renders it. Never a reason not to work. */
final class NoteFormatProbe implements Probe {
    private static final int NOTES = 25;
    private final Settings settings;
    private final Calls calls;
    private final Clock clock;

    NoteFormatProbe(Settings settings, ClientFactory clients, Clock clock) {
        this.settings = settings;
        this.calls = new Calls(settings, clients, "ivanti");
        this.clock = clock;
    }

    @Override
    public Result run() throws InterruptedException {
        String base = settings.url("ivanti.base-url").toString();
        boolean html = settings.text("ivanti.note.format").equals("html");
        try {
            IvantiSession session = settings.ivantiSession();
            Optional<IvantiFault> refused = calls.logIn(session, base, clock.instant());
            if (refused.isPresent()) {
                return unknown(html, refused.get().line());
            }
            String authorization = session.authorization().orElse("");
            Optional<String> sign = NoteRendering.byMetadata(calls.get(base + IvantiPath.NOTES_METADATA,
                    Map.of("Accept", "application/xml", "Authorization", authorization)));
            if (sign.isEmpty()) {
                sign = NoteRendering.byNotes(calls.get(base + IvantiPath.NOTES + "?" + IvantiPath.latestNotesQuery(NOTES),
                        Map.of("Accept", "application/json", "Authorization", authorization)), settings.text("ivanti.service-account"));
            }
            return sign.map(words -> Result.ok(html ? "html, and the tenant renders it: " + words : "the tenant renders HTML (" + words
                    + "): ivanti.note.format=html is recommended"))
                    .orElseGet(() -> unknown(html, "neither $metadata nor a recent note by others shows HTML"));
        } catch (IOException e) {
            return unknown(html, SourceFailure.words(e));
        }
    }

    private static Result unknown(boolean html, String why) {
        return Result.ok(html ? "html; whether the tenant renders it is not known: " + why : "plain; nothing shows that the tenant renders HTML: " + why);
    }
}
