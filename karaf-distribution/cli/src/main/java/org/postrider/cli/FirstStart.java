package org.postrider.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * Makes the administrator of a new instance: a random password, shown once and kept in a file only its owner reads,
 * and a key with which the {@code postrider} script of the same user opens a shell. Also a certificate, so that what is sent
 * is encrypted from the first message on.
 *
 * <p>Runs before every start and leaves alone what is there.
 */
final class FirstStart {

    static final String ADMIN = "admin";
    private static final int PASSWORD_BYTES = 18;

    private FirstStart() {
    }

    static int run(Path home, String hostname, PrintStream out) throws IOException {
        if (!Passwords.has(home, ADMIN)) {
            makePassword(home, out);
        }
        if (!Files.exists(SshKey.privateKey(home))) {
            SshKey.create(home, ADMIN);
        }
        if (!Files.exists(SelfSigned.file(home))) {
            SelfSigned.create(home, hostname, Instant.now());
        }
        return 0;
    }

    private static void makePassword(Path home, PrintStream out) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        PrivateFile.write(Passwords.generated(home), password + "\n");
        Passwords.set(home, ADMIN, password);
        out.println("Administrator: user " + ADMIN + ", password " + password);
        out.println("It is shown once, and kept in " + Passwords.generated(home)
                + " until `postrider passwd` changes it.");
    }
}
