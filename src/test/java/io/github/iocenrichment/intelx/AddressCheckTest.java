package io.github.iocenrichment.intelx;

import static io.github.iocenrichment.intelx.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.intelx.AddressCheck.Presence;
import org.junit.jupiter.api.Test;

class AddressCheckTest {
    private static final FeedAddress BY_NAME = FeedAddress.byName("IOC Enrichment", "Ivanti Incidents");
    private static final String LIST = "{\"next\": \"\", \"total\": \"2\", \"results\": [{\"id\": \"s-0\", \"name\": \"IOC Enrichment old\"}, "
            + "{\"id\": \"s-1\", \"name\": \"IOC Enrichment\"}]}";

    @Test
    void theSourceIsFoundByNameOrById() {
        assertThat(AddressCheck.source(reply(200, LIST), BY_NAME, 1)).isEqualTo(new AddressCheck.Finding(Presence.PRESENT, "s-1", 0, null));
        assertThat(AddressCheck.source(reply(200, LIST), FeedAddress.byId("s-0", "c"), 1).presence()).isEqualTo(Presence.PRESENT);
    }

    @Test
    void anAbsentSourceIsNamedWithTheSettingToCorrect() {
        var finding = AddressCheck.source(reply(200, "{\"results\": [{\"id\": \"s-1\", \"name\": \"ioc enrichment\"}]}"), BY_NAME, 1);

        assertThat(finding.presence()).isEqualTo(Presence.ABSENT);
        assertThat(finding.words()).contains("'IOC Enrichment'").contains("there is 'ioc enrichment', spelt differently").contains("intelx.source-name");
        assertThat(AddressCheck.source(reply(200, "{\"results\": {}}"), FeedAddress.byId("s-9", "c"), 1).words()).contains("intelx.source-id");
    }

    @Test
    void aCollectionIsLookedForInTheSame() {
        assertThat(AddressCheck.collection(reply(200, "[{\"id\": \"c-1\", \"name\": \"Ivanti Incidents\"}]"), BY_NAME, 1).id()).isEqualTo("c-1");
        assertThat(AddressCheck.collection(reply(200, "{\"results\": []}"), BY_NAME, 1).words()).contains("collection of 'IOC Enrichment'")
                .contains("intelx.collection-name");
    }

    @Test
    void furtherPagesAreReadBeforeAnythingIsAbsent() {
        var finding = AddressCheck.source(reply(200, "{\"next\": \"/x/?page=2\", \"results\": [{\"name\": \"other\"}]}"), BY_NAME, 1);

        assertThat(finding.presence()).isEqualTo(Presence.UNKNOWN);
        assertThat(finding.nextPage()).isEqualTo(2);
    }

    @Test
    void aListThatCannotBeReadProvesNothing() {
        assertThat(AddressCheck.source(reply(403, "{\"detail\": \"no\"}"), BY_NAME, 1).presence()).isEqualTo(Presence.UNKNOWN);
        assertThat(AddressCheck.source(reply(200, "<html>"), BY_NAME, 1).words()).contains("HTML page");
    }
}
