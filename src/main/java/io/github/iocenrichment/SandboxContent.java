package io.github.iocenrichment;

import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.scenario.IncidentFile;
import io.github.iocenrichment.scenario.ScenarioException;
import io.github.iocenrichment.scenario.ScenarioFiles;
import io.github.iocenrichment.scenario.StubReply;
import io.github.iocenrichment.scenario.StubServer;
import io.github.iocenrichment.settings.SettingsCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an engineer puts into the sandbox: incidents, and the answers of sources that were added by a route. A source that has none is off there, so that
 * the sandbox never calls a real address.
 */
public final class SandboxContent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    private static final String ADDRESS = ".base-url";
    /** No program answers there. */
    private static final String NOBODY = "http://127.0.0.1:9";
    private static final int NEVER_HEARD_OF_IT = 404;

    private final Map<String, String> settings = new LinkedHashMap<>();
    private StubServer stubs;

    private SandboxContent() {
    }

    /**
     * Plays the sources that the sandbox does not know, by the replies in {@code tests/}.
     *
     * @param referenced names of settings that routes refer to
     * @param own        settings that the sandbox gives itself
     * @throws StartException when a file of tests cannot be used
     */
    public static SandboxContent play(Path tests, Set<String> referenced, Set<String> own) {
        SandboxContent content = new SandboxContent();
        try {
            Map<String, List<StubReply>> replies = ScenarioFiles.replies(tests);
            for (String name : new TreeSet<>(referenced)) {
                if (name.endsWith(ADDRESS) && name.indexOf('.') == name.length() - ADDRESS.length() && !own.contains(name)
                        && SettingsCatalog.standard().find(name).isEmpty()) {
                    content.source(name.substring(0, name.length() - ADDRESS.length()), replies);
                }
            }
            return content;
        } catch (ScenarioException e) {
            content.close();
            throw new StartException(e.getMessage(), e);
        }
    }

    private void source(String source, Map<String, List<StubReply>> replies) {
        if (!replies.containsKey(source)) {
            LOG.info("{} is off: the sandbox has no stub of it; give replies from {} in a file of tests/", source, source);
            settings.put(source + ADDRESS, NOBODY);
            settings.put(source + ".api-key", "");
            return;
        }
        if (stubs == null) {
            stubs = StubServer.start(NEVER_HEARD_OF_IT);
            stubs.begin(replies.values().stream().flatMap(List::stream).toList());
        }
        LOG.info("{} answers by the replies in tests/", source);
        settings.put(source + ADDRESS, stubs.url(source));
        settings.put(source + ".api-key", "key-of-" + source);
    }

    /** Settings that point the sources at their stubs. */
    public Map<String, String> settings() {
        return settings;
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
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
        return new SandboxIncident(written.fields(), null, null, 0, attachments);
    }

    @Override
    public void close() {
        if (stubs != null) {
            stubs.close();
        }
    }
}
