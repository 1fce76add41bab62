package io.github.iocenrichment.check;

import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IncidentFilter;
import io.github.iocenrichment.ivanti.IncidentPage;
import io.github.iocenrichment.ivanti.IvantiFault;
import io.github.iocenrichment.ivanti.IvantiSession;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.SourceFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether Ivanti answers, takes our key or log-in, and lists incidents. */
final class IvantiProbe implements Probe {
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
            Optional<IvantiFault> refused = calls.logIn(session, base, clock.instant());
            if (refused.isPresent()) {
                return result(refused.get(), credentials);
            }
            Map<String, String> headers = Map.of("Accept", "application/json", "Authorization", session.authorization().orElse(""));
            List<BusinessObject> objects = settings.list("ivanti.poll.objects").stream().map(BusinessObject::of).sorted().toList();
            for (BusinessObject object : objects) {
                IncidentPage page = list(object, base, headers);
                if (page.isFault() && object != BusinessObject.INCIDENT) {
                    return new Result(Kind.WRONG, "ivanti.poll.objects", "names " + object.label() + ", which Ivanti does not list: " + page.fault().line(),
                            "take it out, or give the key the right to read it and correct ivanti.field.*");
                }
                if (page.isFault() || page.rows() == 0) {
                    return page.isFault() ? result(page.fault(), credentials) : Result.doubtful(nothing(object));
                }
            }
            return Result.ok("Ivanti answers and lists " + objects.stream().map(BusinessObject::plural).collect(Collectors.joining(", ")));
        } catch (IOException e) {
            return new Result(Kind.UNREACHABLE, "ivanti.base-url", "cannot be reached: " + SourceFailure.words(e),
                    "check the address, the proxy and the network");
        }
    }

    private IncidentPage list(BusinessObject object, String base, Map<String, String> headers) throws IOException, InterruptedException {
        IncidentFields fields = object.fields(new IncidentFields(settings.group("ivanti.field.")));
        String filter = object == BusinessObject.INCIDENT ? settings.text("ivanti.poll.extra-filter") : "";
        String query = new IncidentFilter(filter, fields).pageQuery(clock.instant(), 1, 0);
        IncidentPage page = IncidentPage.read(calls.get(base + object.path() + "?" + query, headers), fields, clock.instant());
        // a role without rights lists nothing and refuses nothing; that nothing is newer than now says nothing
        return page.isFault() || page.rows() > 0 ? page : IncidentPage.read(calls.get(base + object.path() + "?$top=1", headers), fields, clock.instant());
    }

    private static String nothing(BusinessObject object) {
        return "Ivanti lists no " + object.singular() + " at all: does the group of the key, or the role, see " + object.plural() + "?";
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
