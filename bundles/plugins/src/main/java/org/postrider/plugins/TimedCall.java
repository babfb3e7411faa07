package org.postrider.plugins;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs what may run code of a plugin, on a thread of its own: whoever waits for it does not wait for ever. */
final class TimedCall {

    private TimedCall() {}

    /**
     * Returns what the task does. A task that does not end in time is interrupted and not waited for.
     *
     * @param what it does, for messages
     * @throws IOException if the task throws, or does not end in time
     */
    static <T> T of(Duration most, String what, Callable<T> task) throws IOException {
        FutureTask<T> call = new FutureTask<>(task);
        Thread thread = new Thread(call, "postrider-plugins");
        thread.setDaemon(true);
        thread.start();
        try {
            return call.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(what + " does not end in " + most.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(what + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(what + " was interrupted", e);
        } finally {
            call.cancel(true);
        }
    }
}
