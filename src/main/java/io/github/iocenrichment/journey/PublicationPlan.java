package io.github.iocenrichment.journey;

import io.github.iocenrichment.stix.StixPackage;
import java.util.List;

/**
 * What was decided to be sent about an incident's findings, before it was sent; kept in the store as the document {@code publication-plan}. A try
 * after a crash or an outage sends the same bytes and asks after the same messages.
 *
 * @param findings    a short name of the findings that it is about
 * @param publication the publication as it was planned
 * @param parts       what each of its messages holds, in their order
 */
record PublicationPlan(String findings, PublicationDocument publication, List<StixPackage> parts) {
    static final String DOCUMENT = "publication-plan";
}
