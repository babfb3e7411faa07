package org.postrider.itests;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Many tasks on some threads. */
final class Parallel {

    private static final int MINUTES = 10;

    private Parallel() {
    }

    /** The results, in the order of the tasks; fails as the first task that failed. */
    static <T> List<T> run(int threads, Stream<Callable<T>> tasks) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            return executor.invokeAll(tasks.toList(), MINUTES, TimeUnit.MINUTES).stream()
                    .map(Parallel::result).toList();
        } finally {
            executor.shutdownNow();
        }
    }

    private static <T> T result(Future<T> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
