package org.postrider.spool;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a spool: one writes the log, one cares for its files, some write big messages. */
final class SpoolThreads {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolThreads.class);
    private static final int IO_THREADS = 4;
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(10);

    private final ThreadPoolExecutor io;
    private final ScheduledThreadPoolExecutor cleaner;
    private Thread writer;

    SpoolThreads() {
        io = new ThreadPoolExecutor(
                IO_THREADS, IO_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("spool-io-"));
        io.allowCoreThreadTimeOut(true);
        cleaner = new ScheduledThreadPoolExecutor(1, named("spool-cleaner-"));
        cleaner.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> daemon(task, prefix + count.incrementAndGet());
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    Executor io() {
        return io;
    }

    Executor cleaner() {
        return cleaner;
    }

    void startWriter(Runnable loop) {
        writer = daemon(loop, "spool-writer");
        writer.start();
    }

    /** Has the cleaner do this every second. */
    void everySecond(Runnable task) {
        cleaner.scheduleWithFixedDelay(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("the spool could not be tidied: {}", e.toString());
            }
        }, 1, 1, TimeUnit.SECONDS);
    }

    void endIo() {
        end(io);
    }

    void endWriter() {
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (writer.isAlive()) {
            LOG.error("the disk does not answer: the writer of the spool is left behind");
        }
    }

    void endCleaner() {
        end(cleaner);
    }

    private static void end(ExecutorService pool) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(PATIENCE, TimeUnit.MILLISECONDS)) {
                LOG.error("the disk does not answer: threads of the spool are left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
