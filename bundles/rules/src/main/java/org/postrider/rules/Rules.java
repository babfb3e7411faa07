package org.postrider.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Ends the build when a bundle breaks a rule of direction.
 *
 * <p>Runs inside Maven, so it throws where a program would exit.
 */
public final class Rules {

    private Rules() {
    }

    /** Takes one argument, the bundle's jar. There is none in a module that only groups others. */
    public static void main(String[] args) {
        Path jar = Path.of(args[0]);
        if (!Files.exists(jar)) {
            return;
        }
        List<String> broken = check(jar);
        if (!broken.isEmpty()) {
            throw new IllegalStateException(jar.getFileName() + " breaks a rule:\n  " + String.join("\n  ", broken));
        }
    }

    static List<String> check(Path jar) {
        try (Bundle bundle = Bundle.open(jar)) {
            return new DirectionRules(bundle).broken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
