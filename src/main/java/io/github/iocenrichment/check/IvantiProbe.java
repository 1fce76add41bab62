package io.github.iocenrichment.check;

import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IncidentFilter;
import io.github.iocenrichment.ivanti.IncidentPage;
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

/** Whether Ivanti answers, takes our key or log-in, and lists incidents. */
final class IvantiProbe implements Probe {
    private static final String NO_INCIDENT = "Ivanti lists no incident at all: does the group of the key, or the role, see incidents?";

    private final Settings settings;
    private final Calls calls;
    private final Clock clock;

    IvantiProbe(Settings settings, ClientFactory clients, Clock clock) {
        this.settings = settings;
        this.calls = new Calls(settings, clients, "ivanti");
        this.clock = clock;
    }

    @Override
    public Result run() throws InterruptedException {
        IvantiSession session = settings.ivantiSession();
        String base = settings.url("ivanti.base-url").toString();
        String credentials = session.usesLogin() ? "ivanti.username" : "ivanti.api-key";
        try {
            if (session.usesLogin()) {
                Optional<IvantiFault> refused = session.loggedIn(calls.post(base + IvantiPath.LOGIN, session.loginBody(),
                        Map.of("Accept", "application/json")), clock.instant());
                if (refused.isPresent()) {
                    return result(refused.get(), credentials);
                }
            }
            IncidentFields fields = new IncidentFields(settings.group("ivanti.field."));
            String query = new IncidentFilter(settings.text("ivanti.poll.extra-filter"), fields).pageQuery(clock.instant(), 1, 0);
            Map<String, String> headers = Map.of("Accept", "application/json", "Authorization", session.authorization().orElse(""));
            IncidentPage page = IncidentPage.read(calls.get(base + IvantiPath.INCIDENTS + "?" + query, headers), fields, clock.instant());
            if (!page.isFault() && page.rows() == 0) {
                // a role without rights lists nothing and refuses nothing; that nothing is newer than now says nothing
                page = IncidentPage.read(calls.get(base + IvantiPath.INCIDENTS + "?$top=1", headers), fields, clock.instant());
            }
            return page.isFault() ? result(page.fault(), credentials)
                    : page.rows() > 0 ? Result.ok("Ivanti answers and lists incidents") : Result.doubtful(NO_INCIDENT);
        } catch (IOException e) {
            return new Result(Kind.UNREACHABLE, "ivanti.base-url", "cannot be reached: " + SourceFailure.words(e),
                    "check the address, the proxy and the network");
        }
    }

    private static Result result(IvantiFault fault, String credentials) {
        return switch (fault.kind()) {
            case UNAUTHORISED, FORBIDDEN -> new Result(Kind.WRONG, credentials, "is refused by Ivanti: " + fault.line(),
                    "set a valid key or log-in, with the right to read incidents");
            case WRONG_PATH -> new Result(Kind.WRONG, "ivanti.base-url", "is not the address of an Ivanti interface: " + fault.line(),
                    "set the address that ends with /api or /HEAT/api");
            case REFUSED, ABSENT -> new Result(Kind.WRONG, "ivanti.poll.extra-filter", "or a field name in ivanti.field.* is refused by Ivanti: "
                    + fault.line(),
                    "correct the condition or the field's name");
            default -> Result.passing("Ivanti fails: " + fault.line());
        };
    }
}
