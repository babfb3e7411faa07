package org.postrider.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at an instance as the next start would find it, and changes nothing. */
final class Check {

    private Check() {
    }

    /** Prints one line per finding; the result is 1 if there is any. */
    static int run(Path home, Path distribution, Map<String, String> environment, PrintStream out) throws IOException {
        List<Finding> findings = new ArrayList<>(Places.check(home));
        findings.addAll(PluginLockCheck.check(home));
        List<Path> files = files(home.resolve("etc"), distribution.resolve("etc"));
        Schemas schemas = Schemas.below(distribution.resolve("system/org/postrider"), home.resolve("deploy"), home.resolve("plugins"));
        findings.addAll(new ConfigurationCheck(schemas, new Interpolation(home, environment))
                .reserve(ownPorts(environment)).check(files));
        findings.forEach(out::println);
        out.println(findings.isEmpty()
                ? "configuration is fine: " + files.size() + " files" : findings.size() + " errors");
        return findings.isEmpty() ? 0 : 1;
    }

    /** The administrator's files, and of those that are not there yet the ones that the first start will copy. */
    private static List<Path> files(Path own, Path initial) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Path directory : List.of(initial, own)) {
            if (Files.isDirectory(directory)) {
                try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "org.postrider.*.cfg")) {
                    found.forEach(file -> files.put(file.getFileName().toString(), file));
                }
            }
        }
        return List.copyOf(files.values());
    }

    private static Map<String, String> ownPorts(Map<String, String> environment) {
        Map<String, String> ports = new TreeMap<>();
        ports.put("POSTRIDER_HTTP_PORT", environment.getOrDefault("POSTRIDER_HTTP_PORT", "8181"));
        ports.put("POSTRIDER_SSH_PORT", environment.getOrDefault("POSTRIDER_SSH_PORT", "8101"));
        return ports;
    }
}
