package org.postrider.queue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where deliveries run: virtual threads from Java 21 on, before that threads that go when they are idle. They have this
 * bundle's context class loader, and inherit nothing of the thread that happens to need one.
 */
final class WorkerThreads {
    private static final String NAME = "postrider-delivery-";

    private WorkerThreads() {}

    static ExecutorService open() {
        try {
            return virtual();
        } catch (NoSuchMethodException | ClassNotFoundException e) {
            return platform(); // Java 17
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("virtual threads are there and cannot be used", e);
        }
    }

    static ExecutorService platform() {
        AtomicLong count = new AtomicLong();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(null, task, NAME + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return ours(thread);
        };
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    private static Thread ours(Thread thread) {
        thread.setContextClassLoader(WorkerThreads.class.getClassLoader());
        return thread;
    }

    /** {@code Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(NAME, 1).factory())}, by reflection. */
    private static ExecutorService virtual()
            throws NoSuchMethodException, ClassNotFoundException, IllegalAccessException, InvocationTargetException {
        Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Object virtual = Thread.class.getMethod("ofVirtual").invoke(null);
        Object named = builder.getMethod("name", String.class, long.class).invoke(virtual, NAME, 1L);
        Object alone = builder.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(named, false);
        ThreadFactory factory = (ThreadFactory) builder.getMethod("factory").invoke(alone);
        ThreadFactory ours = task -> ours(factory.newThread(task));
        return (ExecutorService) perTask.invoke(null, ours);
    }
}
