package io.github.iocenrichment.lists;

import io.github.iocenrichment.indicator.Indicator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The warning lists in force, and what follows from a value being on one. */
public final class WarningLists {
    private static final int FILE_MAX = 64 * 1024 * 1024;
    private static final List<String> BUILT_IN = List.of("cdn-cloudflare", "cdn-fastly", "cdn-akamai", "cloud-amazon", "cloud-google", "cloud-microsoft",
            "cloud-digitalocean", "mail-microsoft-365", "mail-google", "mail-senders", "mail-relay-names", "popular-domains");

    private final List<WarningList> lists;
    private final Map<WarningKind, WarningMode> modes;

    private WarningLists(List<WarningList> lists, Map<WarningKind, WarningMode> modes) {
        this.lists = List.copyOf(lists);
        this.modes = Map.copyOf(modes);
    }

    /** Lists that say nothing about any value. */
    public static WarningLists none() {
        return new WarningLists(List.of(), Map.of());
    }

    /** The lists that come with the program. @param modes for each kind; a kind without one lowers */
    public static WarningLists builtIn(Map<WarningKind, WarningMode> modes) {
        return of(List.of(), modes);
    }

    /**
     * The lists of a folder: its files {@code *.json} and {@code NAME/list.json}, as MISP lays them out. The built-in lists of a kind of which the folder has
     * one are not used.
     *
     * @throws IllegalArgumentException naming the file and what is wrong with it, or the folder when there is none
     */
    public static WarningLists load(Path folder, Map<WarningKind, WarningMode> modes) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder " + folder);
        }
        List<WarningList> own = new ArrayList<>();
        for (Path file : files(folder)) {
            boolean inFolder = file.getFileName().toString().equals("list.json");
            try {
                if (Files.size(file) > FILE_MAX) {
                    throw new IllegalArgumentException("is larger than " + FILE_MAX / 1024 / 1024 + " MiB");
                }
                own.add(WarningList.read(Files.readAllBytes(file), (inFolder ? file.getParent() : file).getFileName().toString()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the file " + file + " " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return of(own, modes);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder, 2)) {
            return all.filter(file -> Files.isRegularFile(file) && file.getFileName().toString().endsWith(".json"))
                    .filter(file -> file.getParent().equals(folder) || file.getFileName().toString().equals("list.json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static WarningLists of(List<WarningList> own, Map<WarningKind, WarningMode> modes) {
        Set<WarningKind> replaced = own.stream().map(WarningList::kind).collect(Collectors.toSet());
        List<WarningList> all = Stream.concat(own.stream(), BUILT_IN.stream().map(WarningLists::builtIn).filter(list -> !replaced.contains(list.kind())))
                .filter(list -> modes.getOrDefault(list.kind(), WarningMode.LOWER) != WarningMode.OFF).toList();
        return new WarningLists(all, modes);
    }

    private static WarningList builtIn(String name) {
        try (InputStream in = WarningLists.class.getResourceAsStream("/warninglists/" + name + ".json")) {
            return WarningList.read(in.readAllBytes(), name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in warning list " + name, e);
        }
    }

    /** Why no source is asked about it; empty when the lists are no reason. */
    public Optional<Warning> toSkip(Indicator indicator) {
        return find(indicator, WarningMode.SKIP);
    }

    /** What speaks for it being harmless; empty when the lists say nothing. */
    public Optional<Warning> toLower(Indicator indicator) {
        return find(indicator, WarningMode.LOWER).or(() -> find(indicator, WarningMode.SKIP));
    }

    private Optional<Warning> find(Indicator indicator, WarningMode mode) {
        return lists.stream().filter(list -> modes.getOrDefault(list.kind(), WarningMode.LOWER) == mode)
                .flatMap(list -> list.find(indicator).stream()).findFirst();
    }
}
