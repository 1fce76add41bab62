package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The nightly clean-up: what is finished and old goes, what is still in work stays. */
class HousekeepingRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("70-housekeeping");

    @Test
    void onlyWhatIsFinishedAndOldIsForgotten() {
        String done = WORLD.admitted("finished");
        String inWork = WORLD.admitted("in work");
        WORLD.store().incidents().stage(done, "done", WORLD.clock().instant());
        WORLD.clock().advance(Duration.ofDays(4000));
        String fresh = WORLD.admitted("fresh");
        WORLD.store().incidents().stage(fresh, "done", WORLD.clock().instant());
        assertThat(WORLD.run("direct:from-forget-old-work", null).getException()).isNull();
        assertThat(WORLD.store().incidents().find(done)).isEmpty();
        assertThat(WORLD.store().incidents().find(inWork)).isPresent();
        assertThat(WORLD.store().incidents().find(fresh)).isPresent();
    }
}
