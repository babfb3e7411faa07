package org.postrider.observers;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for observers: virtual where the JVM has them, else platform threads that come and go. An observer uses one
 * at a time, so there are never more than observers. They have this bundle's context class loader, and inherit nothing
 * of the thread that happens to need one.
 */
final class ObserverThreads {

    private ObserverThreads() {}

    static ExecutorService create() {
        try {
            return virtual();
        } catch (ReflectiveOperationException e) { // before JDK 21
            return platform();
        }
    }

    static ExecutorService platform() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(null, task, "postrider-observer-" + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return ours(thread);
        });
    }

    private static ExecutorService virtual() throws ReflectiveOperationException {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            builder = type.getMethod("name", String.class, long.class).invoke(builder, "postrider-observer-", 1L);
            builder = type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
            ThreadFactory virtual = (ThreadFactory) type.getMethod("factory").invoke(builder);
            ThreadFactory factory = task -> ours(virtual.newThread(task));
            return (ExecutorService) Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException(e.getCause());
        }
    }

    private static Thread ours(Thread thread) {
        thread.setContextClassLoader(ObserverThreads.class.getClassLoader());
        return thread;
    }
}
