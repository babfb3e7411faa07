package org.postrider.filters;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that filters run on: virtual ones where the JVM has them, else a pool. A thread that a filter does not
 * give back is replaced until it comes back, so the pool always has its full number for everybody else.
 *
 * <p>They have this bundle's context class loader, and inherit nothing of the thread that happens to need one.
 */
final class FilterThreads implements Executor, AutoCloseable {

    private static final int MAX_QUEUED = 10_000;

    private final ExecutorService executor;
    private final ThreadPoolExecutor pool;
    private int size;
    private int stuck;

    private FilterThreads(ExecutorService executor, int size) {
        this.executor = executor;
        this.pool = executor instanceof ThreadPoolExecutor platform ? platform : null;
        this.size = size;
    }

    /** @param size of the pool, where there are no virtual threads */
    static FilterThreads create(int size) {
        try {
            return new FilterThreads(virtual(), size);
        } catch (ReflectiveOperationException e) {
            return pool(size); // before JDK 21
        }
    }

    static FilterThreads pool(int size) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(null, task, "postrider-filter-" + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return ours(thread);
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_QUEUED), factory);
        pool.allowCoreThreadTimeOut(true);
        return new FilterThreads(pool, size);
    }

    private static ExecutorService virtual() throws ReflectiveOperationException {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            builder = type.getMethod("name", String.class, long.class).invoke(builder, "postrider-filter-", 1L);
            builder = type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
            ThreadFactory virtual = (ThreadFactory) type.getMethod("factory").invoke(builder);
            ThreadFactory factory = task -> ours(virtual.newThread(task));
            Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
            return (ExecutorService) perTask.invoke(null, factory);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException(e.getCause());
        }
    }

    private static Thread ours(Thread thread) {
        thread.setContextClassLoader(FilterThreads.class.getClassLoader());
        return thread;
    }

    /** @throws java.util.concurrent.RejectedExecutionException if too much waits already, or it is closed */
    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    synchronized void resize(int threads) {
        size = threads;
        adjust();
    }

    /** A thread was left behind. */
    synchronized void lost() {
        stuck++;
        adjust();
    }

    /** A thread that was left behind came back. */
    synchronized void found() {
        stuck--;
        adjust();
    }

    synchronized int stuck() {
        return stuck;
    }

    private void adjust() {
        if (pool == null) {
            return;
        }
        int threads = size + stuck;
        if (threads > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(threads);
            pool.setCorePoolSize(threads);
        } else {
            pool.setCorePoolSize(threads);
            pool.setMaximumPoolSize(threads);
        }
    }

    /** Takes nothing new; what runs may end. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
