package org.postrider.shell;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.karaf.shell.support.CommandException;
import org.postrider.api.plugin.Generation;
import org.postrider.api.plugin.Generations;
import org.postrider.api.plugin.Upgrade;

/** Follows the versions that an upgrade has replaced until they are gone. */
final class DrainWatch {

    private static final long PERIOD_MILLIS = 200;
    private static final Duration MARGIN = Duration.ofHours(2); // for stopping, and the grace after it

    private final Generations generations;
    private final Upgrade upgrade;
    private final CompletableFuture<Integer> done;
    private String told = "";

    DrainWatch(Generations generations, Upgrade upgrade) {
        this.generations = generations;
        this.upgrade = upgrade;
        this.done = upgrade.done().toCompletableFuture();
    }

    /**
     * Tells each change, and returns when the versions are uninstalled.
     *
     * @return how many sessions were cut off
     */
    OptionalInt await(Consumer<String> progress) throws InterruptedException, CommandException {
        long deadline = System.nanoTime() + upgrade.drain().plus(MARGIN).toNanos();
        while (System.nanoTime() < deadline) {
            try {
                int left = done.get(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
                progress.accept(left == 0 ? "Uninstalled." : "Uninstalled; " + left + " sessions were cut off.");
                return OptionalInt.of(left);
            } catch (TimeoutException e) {
                tell(progress);
            } catch (ExecutionException e) {
                throw Failure.of("The old version could not be removed: " + e.getCause());
            }
        }
        throw Failure.of("The old version is still there. mail:generations shows it.");
    }

    private void tell(Consumer<String> progress) {
        String now = generations.list().stream()
                .filter(it -> it.name().equals(upgrade.name()) && it.state() != Generation.State.CURRENT)
                .map(DrainWatch::line).collect(Collectors.joining("; "));
        if (!now.equals(told) && !now.isEmpty()) {
            progress.accept(Printable.text(now));
            told = now;
        }
    }

    private static String line(Generation generation) {
        return generation.version() + (generation.state() == Generation.State.STOPPED ? " is stopped"
                : generation.sessions() < 0 ? " is being stopped" : " has " + generation.sessions() + " sessions");
    }
}
