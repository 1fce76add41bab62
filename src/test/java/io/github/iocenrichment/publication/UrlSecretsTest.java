package io.github.iocenrichment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UrlSecretsTest {

    @Test
    void aPublishedUrlHasNeitherUserInfoNorSecrets() throws Exception {
        try (Journey journey = new Journey()) {
            journey.with("intelx.publish-verdicts", "malicious,suspicious,no-threat-found,unknown,not-checked").start();

            String recId = journey.incident("Clicked http://anna:s3cr3tpw@login-portal-billing.com/reset?token=f00ba4f00ba4&next=home");

            journey.note(recId, "Intel Exchange");
            journey.await(() -> !journey.published("url").isEmpty());
            assertThat(journey.published("url")).extracting(object -> object.path("value").asText())
                    .containsExactly("http://login-portal-billing.com/reset?token=masked&next=home");
            assertThat(journey.sandbox().publishedObjects().toString()).doesNotContain("s3cr3tpw", "f00ba4f00ba4");
        }
    }
}
