package org.postrider.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process has cost, as Linux tells it. Empty where it does not, or where there is no such process. */
final class ProcessCost {

    private static final double TICKS = 100; // USER_HZ, the same on every Linux
    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");
    private static final Pattern RSS = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

    private final Path proc;

    ProcessCost(long pid) {
        this(Path.of("/proc", String.valueOf(pid)));
    }

    /** @param proc the folder that tells of the process */
    ProcessCost(Path proc) {
        this.proc = proc;
    }

    /** Processor seconds, user and system, since the process began. */
    OptionalDouble cpuSeconds() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "); // the name may hold anything
        return fields.length < 13 ? OptionalDouble.empty()
                : OptionalDouble.of((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS);
    }

    OptionalLong residentKb() {
        return number(RSS, read("status"));
    }

    /** Resident, what is shared with others in proportion. */
    OptionalLong proportionalKb() {
        return number(PSS, read("smaps_rollup"));
    }

    private static OptionalLong number(Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        return m.find() ? OptionalLong.of(Long.parseLong(m.group(1))) : OptionalLong.empty();
    }

    private String read(String file) {
        try {
            return Files.readString(proc.resolve(file));
        } catch (IOException e) {
            return "";
        }
    }
}
