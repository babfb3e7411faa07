package org.postrider.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Entry point of the jobs which the {@code postrider} script leaves to Java. They run beside the server, not in it.
 *
 * <p>The exit code is 0 when the job is done, 1 when it found something wrong and 2 when it was called wrongly.
 */
public final class Cli {

    private Cli() {
    }

    /**
     * Runs one job: {@code init HOME}; {@code passwd HOME}, which reads the new password from standard input;
     * {@code check HOME DISTRIBUTION}; or {@code shell HOME PORT SECONDS COMMAND}.
     */
    public static void main(String[] args) throws IOException {
        System.exit(run(List.of(args), System.out));
    }

    static int run(List<String> args, PrintStream out) throws IOException {
        if (args.size() < 2) {
            return usage(out);
        }
        Path home = Path.of(args.get(1));
        return switch (args.get(0)) {
            case "init" -> FirstStart.run(home, System.getenv().getOrDefault("POSTRIDER_HOSTNAME", "localhost"), out);
            case "passwd" -> Passwords.change(home, new String(System.in.readAllBytes()).strip(), out);
            case "check" -> Check.run(home, Path.of(args.get(2)), System.getenv(), out);
            case "shell" -> shell(home, args, out);
            default -> usage(out);
        };
    }

    private static int shell(Path home, List<String> args, PrintStream out) throws IOException {
        Duration limit = Duration.ofSeconds(Long.parseLong(args.get(3)));
        return new RemoteShell(home, Integer.parseInt(args.get(2)), limit).run(args.get(4), out);
    }

    private static int usage(PrintStream out) {
        out.println("usage: init HOME | passwd HOME | check HOME DISTRIBUTION | shell HOME PORT SECONDS COMMAND");
        return 2;
    }
}
