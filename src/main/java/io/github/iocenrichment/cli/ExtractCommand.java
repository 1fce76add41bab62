package io.github.iocenrichment.cli;

import io.github.iocenrichment.attachment.AttachmentReader;
import io.github.iocenrichment.indicator.AllowList;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.text.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the indicators in files or in JSON lines and prints them; the same classes as the routes, without the routes. */
@Command(name = "extract", mixinStandardHelpOptions = true, description = "Finds the indicators in files, folders or standard input, or in JSON lines.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:all was read", "1:a file was not or not wholly read", "2:the command cannot be understood"})
public final class ExtractCommand implements Callable<Integer> {
    private static final String SAMPLE = "https://example.org/a?b=1 203.0.113.7:443 jo@example.org MD5=1e7c0d5fa24b8396e05d7b11c9a8f432 CVE-2022-30190";

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to read: text, mail, office, PDF, archives; folders with all below them;"
            + " patterns; - for standard input.")
    private List<String> files = new ArrayList<>();

    @ArgGroup
    private Form form = new Form();

    /** How it is printed; a table unless one is chosen. */
    private static final class Form {
        @Option(names = "--json", description = "Print JSON instead of a table, one line a file.")
        private boolean json;

        @Option(names = "--json-lines", description = "Read {\"id\",\"text\"|\"file\",\"content_type\"?,\"own_domains\"?} lines, print one line each.")
        private boolean jsonLines;

        @Option(names = "--csv", description = "Print comma-separated values with a heading.")
        private boolean csv;

        @Option(names = "--stix", description = "Print one STIX 2.1 bundle: an observable and an indicator of unknown type for each value, without verdicts.")
        private boolean stix;
    }

    @Option(names = "--defang", description = "Print values so that no program makes a link of them; not with --json and --stix.")
    private boolean defang;

    @Option(names = "--type", paramLabel = "TYPE", split = ",", description = "Print these types alone: ipv4, domain, url, sha256, ...; may be repeated.")
    private List<String> types = new ArrayList<>();

    @Option(names = "--max", paramLabel = "NUMBER", defaultValue = "250000",
            description = "Stop at so many distinct indicators of a file (default: ${DEFAULT-VALUE}).")
    private int max;

    @Option(names = "--progress", negatable = true, description = "Say on standard error which file is read; the default on a terminal.")
    private Boolean progress;

    @Option(names = "--own-domain", paramLabel = "DOMAIN", description = "A domain of our own organisation; may be repeated.")
    private List<String> ownDomains = new ArrayList<>();

    @Option(names = "--allow-list", paramLabel = "FILE", description = "A file of trusted indicators.")
    private Path allowList;

    @Option(names = "--rules", paramLabel = "FILE", description = "Edited extraction rules.")
    private Path rules;

    @Spec
    private CommandSpec spec;

    private final InputStream in;
    private final PrintStream out;

    public ExtractCommand() {
        this(System.in, System.out);
    }

    ExtractCommand(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /** Loads in the background what the first file would have to wait for: a short text goes the whole way. */
    public static void prepare() {
        Thread loader = new Thread(() -> {
            IndicatorExtractor extractor = new IndicatorExtractor(ExtractionRules.builtIn());
            new AttachmentReader().read("sample", SAMPLE.getBytes(StandardCharsets.UTF_8), piece -> extractor.extract(piece.text(), piece.kind(), "", ""));
        }, "load-extraction");
        loader.setDaemon(true);
        loader.start();
    }

    @Override
    public Integer call() throws IOException {
        PrintStream console = System.out;
        // standard output is for what was asked for; logs and talkative libraries go to standard error
        System.setOut(System.err);
        try {
            return extract();
        } finally {
            out.flush();
            System.setOut(console);
        }
    }

    private int extract() throws IOException {
        if (files.isEmpty() && !form.jsonLines) {
            throw refused("Missing required parameter: 'FILE' (or --json-lines, which reads standard input)");
        }
        if (form.jsonLines && (!files.isEmpty() || !types.isEmpty() || defang)) {
            throw refused("--json-lines reads standard input, with --own-domain, --allow-list and --rules alone");
        }
        if (defang && (form.json || form.stix)) {
            throw refused("--defang is for the table and for --csv");
        }
        IndicatorExtractor extractor = new IndicatorExtractor(rules == null ? ExtractionRules.builtIn() : edited("--rules", rules, ExtractionRules::load));
        AllowList allowed = allowList == null ? AllowList.empty() : edited("--allow-list", allowList, AllowList::load);
        if (form.jsonLines) {
            new JsonLines(extractor, allowed, ownDomains).answer(in, out);
            return 0;
        }
        if (max < 1) {
            throw refused("--max must be a number above 0, not " + max);
        }
        Set<IndicatorType> wanted = wanted();
        SourceReader reader = new SourceReader(extractor, max);
        IndicatorPolicy policy = new IndicatorPolicy(ownDomains, allowed);
        List<Path> paths = paths();
        FoundOutput output = form.json ? (file, found, problems) -> JsonLines.print(out, file, found, problems) : form.csv ? new FoundCsv(out, defang)
                : form.stix ? new FoundStix(out)
                : new FoundTable(out, defang, terminalWidth());
        boolean whole = true;
        long bytes = 0;
        for (int i = 0; i < paths.size(); i++) {
            Path file = paths.get(i);
            bytes += progress(i + 1, paths.size(), file, bytes);
            SourceReader.Content content = read(reader, file);
            List<Indicator> found = policy.apply(content.indicators().stream().filter(each -> wanted.contains(each.type())).toList());
            whole &= content.problems().isEmpty();
            output.print(file, found, content.problems());
        }
        output.end();
        return whole ? 0 : 1;
    }

    private CommandLine.ParameterException refused(String words) {
        return new CommandLine.ParameterException(spec.commandLine(), words);
    }

    private Set<IndicatorType> wanted() {
        Set<IndicatorType> wanted = types.isEmpty() ? EnumSet.allOf(IndicatorType.class) : EnumSet.noneOf(IndicatorType.class);
        for (String type : types) {
            try {
                wanted.add(IndicatorType.of(type.strip().toLowerCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw new CommandLine.ParameterException(spec.commandLine(), "--type: " + unknown.getMessage() + "; there are "
                        + Arrays.stream(IndicatorType.values()).map(IndicatorType::label).collect(Collectors.joining(", ")), unknown);
            }
        }
        return wanted;
    }

    private List<Path> paths() {
        try {
            return InputFiles.of(files);
        } catch (IOException unread) {
            throw new CommandLine.ParameterException(spec.commandLine(), words(unread), unread);
        }
    }

    /** Says which file is read now. @return its bytes */
    private long progress(int number, int count, Path file, long before) throws IOException {
        long size = Files.isRegularFile(file) ? Files.size(file) : 0;
        if (progress == null ? System.console() != null && count > 1 : progress) {
            System.err.printf(Locale.ROOT, "%d of %d files, %.1f MiB: %s%n", number, count, (before + size) / 1048576.0, OneLine.of(file.toString()));
        }
        return size;
    }

    /** Columns of the terminal; 0 when what is printed goes elsewhere. */
    private int terminalWidth() {
        return System.console() == null ? 0 : spec.usageMessage().autoWidth(true).width();
    }

    private <T> T edited(String option, Path file, Function<Path, T> load) {
        try {
            return load.apply(file);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            String words = e.getCause() instanceof IOException unread ? file + ": " + words(unread) : e.getMessage();
            throw new CommandLine.ParameterException(spec.commandLine(), option + ": " + words, e);
        }
    }

    /** One file that cannot be opened does not cost the others. */
    private SourceReader.@Nullable Content read(SourceReader reader, Path file) {
        try {
            return file.toString().equals(InputFiles.STANDARD_INPUT) ? reader.stream("standard input", in) : reader.file(file);
        } catch (IOException e) {
            return new SourceReader.Content(List.of(), List.of(words(e)));
        }
    }

    private static String words(IOException unread) {
        if (unread instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return unread instanceof AccessDeniedException ? "it may not be read" : String.valueOf(unread.getMessage());
    }
}
