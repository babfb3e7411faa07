package org.postrider.generations;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What looks at old versions from time to time. Two threads: one may be in the stop of an engine that waits for its
 * transactions. None is there while there is nothing to do.
 */
@Component(service = GenerationThreads.class)
public final class GenerationThreads {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationThreads.class);
    private static final int THREADS = 2;

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, task -> {
        Thread thread = new Thread(task, "postrider-generations");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public GenerationThreads() {
        threads.setKeepAliveTime(1, TimeUnit.MINUTES);
        threads.allowCoreThreadTimeOut(true);
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Deactivate
    void close() {
        threads.shutdown();
    }

    /** Runs the task later, unless this is closed before. What it throws ends up in the log. */
    void after(long millis, Runnable task) {
        try {
            threads.schedule(() -> guarded(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: what is left is done after the next start");
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("an old version could not be looked after", e);
        }
    }
}
