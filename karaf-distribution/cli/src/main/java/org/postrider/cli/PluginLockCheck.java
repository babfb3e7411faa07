package org.postrider.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Holds the jars in {@code plugins/} against {@code etc/plugins.lock}: what the next start would not start. */
final class PluginLockCheck {

    private static final String LOCK = "plugins.lock";
    private static final String LINE = "[A-Za-z0-9_.-]+ +[A-Za-z0-9_.-]+ +[0-9A-Fa-f]{64}";

    private PluginLockCheck() {
    }

    static List<Finding> check(Path home) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> locked = locked(home.resolve("etc").resolve(LOCK), findings);
        Path plugins = home.resolve("plugins");
        if (Files.isDirectory(plugins)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(plugins, "*.jar")) {
                for (Path jar : jars) {
                    check(jar, locked.get(jar.getFileName().toString()), findings);
                }
            }
        }
        return findings;
    }

    /** File name to hash. */
    private static Map<String, String> locked(Path lock, List<Finding> findings) throws IOException {
        Map<String, String> locked = new TreeMap<>();
        List<String> lines = Files.exists(lock) ? Files.readAllLines(lock) : List.of();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.matches(LINE)) {
                String[] words = line.split(" +");
                locked.put(words[0] + "-" + words[1] + ".jar", words[2].toLowerCase(Locale.ROOT));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                findings.add(new Finding(LOCK, "line " + (i + 1), line, "symbolic name, version, SHA-256"));
            }
        }
        return locked;
    }

    private static void check(Path jar, String locked, List<Finding> findings) throws IOException {
        String found = sha256(jar);
        if (!found.equals(locked)) {
            findings.add(new Finding("plugins/" + jar.getFileName(), "SHA-256", found,
                    locked == null ? "what has a line in etc/" + LOCK : locked + " as in etc/" + LOCK));
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
