package io.github.iocenrichment.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.stage.Hash;
import io.github.iocenrichment.stix.StixPackage;
import java.util.List;

/**
 * What was decided to be sent about an incident's findings, before it was sent; kept in the store as the document {@code publication-plan}. A try
 * after a crash or an outage sends the same bytes and asks after the same messages.
 *
 * @param findings    a short name of the findings that it is about
 * @param publication the publication as it was planned
 * @param parts       what each of its messages holds, in their order
 * @param known       what the platform knew of its values before; null when it was not to be asked
 */
public record PublicationPlan(String findings, PublicationDocument publication, List<StixPackage> parts, KnownThere known) {
    public static final String DOCUMENT = "publication-plan";

    /** Of findings that are in memory, for each stage asks several times. */
    private static final Cache<Findings, String> NAMES = Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    /** The short name of findings. */
    public static String nameOf(Findings findings) {
        return NAMES.get(findings, unnamed -> Hash.of(unnamed.findings().toString()));
    }

    /** About no findings any more: another incident has sent newer versions of its objects, so that it is made anew. */
    PublicationPlan overtaken() {
        return new PublicationPlan("", publication, parts, known);
    }

    boolean isAbout(Findings about) {
        return findings.equals(nameOf(about));
    }

    /**
     * The publication of these findings, as far as it came. What became of an earlier one says nothing about what these add to it: until that is
     * sent as well, it is pending.
     *
     * @param known what became of the publication that came furthest
     */
    public Publication reported(Findings about, PublicationDocument known) {
        boolean decided = isAbout(about);
        if (decided && publication.keys().isEmpty()) {
            return publication.forReport();
        }
        if (decided && publication.keys().equals(known.keys()) || known.state() == Publication.State.PENDING) {
            return known.forReport();
        }
        Publication further = decided ? publication.forReport() : Publication.of(Publication.State.PENDING, known.tlp(), 0, 0);
        return further.withState(Publication.State.PENDING, known.state().isOut() ? "this adds to what was sent before" : null);
    }
}
