package org.postrider.itests;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postrider.testing.peer.RealProgram;

/**
 * A program of the system that mail is exchanged with. A test whose program is not installed is skipped and says so,
 * or fails where the environment has {@code POSTRIDER_REAL=1}.
 */
record RealPeer(String path) {

    static RealPeer needed(String name) {
        return new RealPeer(RealProgram.needed(name));
    }

    /** One that only root can start. */
    static RealPeer neededByRoot(String name) {
        return "root".equals(System.getProperty("user.name")) ? needed(name) : missing("only root can start " + name);
    }

    /** A program of the system, and what it needs besides. */
    static RealPeer needed(String name, Path library) {
        return Files.exists(library) ? needed(name) : missing(library + " is not installed");
    }

    private static RealPeer missing(String what) {
        if ("1".equals(System.getenv("POSTRIDER_REAL"))) {
            return fail(what + ", and POSTRIDER_REAL=1 asks for real peers");
        }
        return abort(what);
    }

    Result run(String... arguments) {
        return Programs.run(Distribution.work(), Map.of(), command(arguments));
    }

    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(path));
        command.addAll(List.of(arguments));
        return command;
    }
}
