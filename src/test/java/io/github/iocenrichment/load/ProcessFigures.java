package io.github.iocenrichment.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux reports about a process under {@code /proc}. */
final class ProcessFigures {
    /** Ticks of {@code /proc/PID/stat} are hundredths of a second on every Linux that Java runs on. */
    private static final double TICK_MILLIS = 10;

    private ProcessFigures() {
    }

    /** CPU time that the process has used, all threads, user and system, in milliseconds. */
    static double cpuMillis(long pid) {
        return cpuMillis(read(pid, "stat"));
    }

    /** @param stat the line of {@code /proc/PID/stat}; the name in brackets may hold spaces and brackets itself */
    static double cpuMillis(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
    }

    /** The largest resident set so far, in MB of a million bytes. */
    static double peakMegabytes(long pid) {
        return kilobytes(read(pid, "status"), "VmHWM") * 1024 / 1e6;
    }

    static long kilobytes(String status, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB$").matcher(status);
        if (!line.find()) {
            throw new IllegalStateException("no " + name + " in\n" + status);
        }
        return Long.parseLong(line.group(1));
    }

    /** Such as {@code Intel(R) Xeon(R), 2 processors, 24 GB}. */
    static String machine() {
        try {
            List<String> cpu = Files.readAllLines(Path.of("/proc/cpuinfo"));
            String model = cpu.stream().filter(line -> line.startsWith("model name")).findFirst().map(line -> line.split(":", 2)[1].strip()).orElse("CPU");
            double memory = kilobytes(Files.readString(Path.of("/proc/meminfo")), "MemTotal") * 1024 / 1e9;
            return model + ", " + Runtime.getRuntime().availableProcessors() + " processors, " + Math.round(memory) + " GB of memory, Java "
                    + Runtime.version().feature();
        } catch (IOException e) {
            throw new UncheckedIOException("figures of processes are read from /proc, which only Linux has", e);
        }
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", "" + pid, file));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " has no figures any more", e);
        }
    }
}
