package io.github.iocenrichment;

import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.scenario.IncidentFile;
import io.github.iocenrichment.scenario.ScenarioException;
import io.github.iocenrichment.scenario.ScenarioFiles;
import io.github.iocenrichment.scenario.StubReply;
import io.github.iocenrichment.scenario.StubRequest;
import io.github.iocenrichment.scenario.StubServer;
import io.github.iocenrichment.settings.DeclaredSource;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.SettingsCatalog;
import io.github.iocenrichment.settings.SettingsInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an engineer puts into the sandbox: incidents, and the answers of sources and outputs that were added by a route. One that has none is off there, so
 * that the sandbox never calls a real address.
 */
public final class SandboxContent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    private static final String ADDRESS = ".base-url";
    /** No program answers there. */
    private static final String NOBODY = "http://127.0.0.1:9";
    private static final int NEVER_HEARD_OF_IT = 404;

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final StubServer stubs = StubServer.start(NEVER_HEARD_OF_IT);

    private SandboxContent() {
    }

    /**
     * Plays the sources and outputs that the sandbox does not know, by the replies in {@code tests/}, with a key that is made up. A source that ships is
     * played when it is switched on.
     *
     * @param routes what the route files bring along
     * @param input  the settings as they are given
     * @param own    settings that the sandbox gives itself
     * @throws StartException when a file of tests cannot be used
     */
    public static SandboxContent play(Path tests, RoutePlaceholders routes, SettingsInput input, Set<String> own) {
        SandboxContent content = new SandboxContent();
        try {
            Map<String, List<StubReply>> replies = ScenarioFiles.replies(tests);
            content.stubs.begin(replies.values().stream().flatMap(List::stream).toList());
            for (DeclaredSource source : routes.added(SettingsCatalog.standard())) {
                if (!own.contains(source.name() + ADDRESS)) {
                    content.source(source, input, replies.keySet());
                }
            }
            Map<String, String> outputs = StubSettings.outputs(content.stubs, replies.keySet(), routes);
            outputs.keySet().removeAll(own);
            outputs.keySet().stream().filter(name -> name.endsWith(ADDRESS)).forEach(address ->
                    LOG.info("{} answers by the replies in tests/", address.substring(0, address.length() - ADDRESS.length())));
            content.settings.putAll(outputs);
            return content;
        } catch (ScenarioException e) {
            content.close();
            throw new StartException(e.getMessage(), e);
        }
    }

    private void source(DeclaredSource declared, SettingsInput input, Set<String> played) {
        String source = declared.name();
        if (declared.isShipped() && !isOn(source, input)) {
            // off as anywhere until somebody wants it, and no matter of the sandbox
            settings.put(source + ADDRESS, NOBODY);
        } else if (played.contains(source)) {
            LOG.info("{} answers by the replies in tests/", source);
            settings.put(source + ADDRESS, stubs.url(source));
            if (declared.needsKey()) {
                settings.put(source + ".api-key", "key-of-" + source);
                settings.put(source + ".oauth2.client-id", "");
            } else if (!input.sets(source + ".enabled")) {
                settings.put(source + ".enabled", "true");
            }
        }
    }

    private static boolean isOn(String source, SettingsInput input) {
        return input.sets(source + ".api-key") || input.sets(source + ".oauth2.client-id")
                || input.given(source + ".enabled").filter("true"::equals).isPresent();
    }

    /** Settings that point sources and outputs at their stubs. */
    public Map<String, String> settings() {
        return settings;
    }

    /** What the played sources and outputs were asked, oldest first. */
    public List<Map<String, Object>> received() {
        return stubs.requests().stream().map(StubRequest::shown).toList();
    }

    /**
     * Adds the incidents of a folder, one YAML file each.
     *
     * @throws StartException when one of them cannot be used
     */
    public static void addIncidents(Sandbox sandbox, Path folder) {
        try {
            List<IncidentFile> incidents = IncidentFile.in(folder);
            incidents.forEach(incident -> sandbox.addIncident(incident(incident)));
            if (!incidents.isEmpty()) {
                LOG.info("The sandbox has {} more incident{} from {}", incidents.size(), incidents.size() == 1 ? "" : "s", folder);
            }
        } catch (ScenarioException e) {
            throw new StartException(e.getMessage(), e);
        }
    }

    static SandboxIncident incident(IncidentFile written) {
        List<SandboxAttachment> attachments = new ArrayList<>();
        for (Path file : written.attachments()) {
            try {
                attachments.add(SandboxAttachment.of(file.getFileName().toString(), Files.probeContentType(file), Files.readAllBytes(file)));
            } catch (IOException e) {
                throw new StartException(file + " cannot be read (" + e.getClass().getSimpleName()
                        + "); make it readable, or take it out of the attachments of its incident", e);
            }
        }
        return new SandboxIncident(written.fields(), null, null, 0, attachments);
    }

    @Override
    public void close() {
        stubs.close();
    }
}
