package org.postrider.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The file {@code etc/users.properties}, one line {@code name = {CRYPT}digest{CRYPT},_g_:admingroup} per user.
 *
 * <p>The digest is the one that {@code etc/org.apache.karaf.jaas.cfg} names. The server notices the change by itself.
 */
final class Passwords {

    static final int SHORTEST = 12;
    private static final String GROUP = "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh";

    private Passwords() {
    }

    static boolean has(Path home, String user) throws IOException {
        return lines(home).stream().anyMatch(line -> isUser(line, user));
    }

    /** Changes the administrator's password and removes the file with the generated one. */
    static int change(Path home, String password, PrintStream out) throws IOException {
        if (password.length() < SHORTEST) {
            out.println("password: found " + password.length() + " characters, allowed " + SHORTEST + " or more");
            return 1;
        }
        set(home, FirstStart.ADMIN, password);
        Files.deleteIfExists(generated(home));
        out.println("password of " + FirstStart.ADMIN + " changed");
        return 0;
    }

    static void set(Path home, String user, String password) throws IOException {
        List<String> lines = new ArrayList<>(lines(home));
        lines.removeIf(line -> isUser(line, user));
        lines.add(user + " = " + digest(password) + ",_g_:admingroup");
        if (lines.stream().noneMatch(line -> line.startsWith("_g_\\:admingroup"))) {
            lines.add(GROUP);
        }
        PrivateFile.write(users(home), String.join("\n", lines) + "\n");
    }

    static String digest(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(password.getBytes(StandardCharsets.UTF_8));
            return "{CRYPT}" + HexFormat.of().formatHex(digest) + "{CRYPT}";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path generated(Path home) {
        return home.resolve("admin-password");
    }

    private static boolean isUser(String line, String user) {
        return line.matches("\\s*" + user + "\\s*[=:].*");
    }

    private static List<String> lines(Path home) throws IOException {
        return Files.exists(users(home)) ? Files.readAllLines(users(home)) : List.of();
    }

    private static Path users(Path home) {
        return home.resolve("etc/users.properties");
    }
}
