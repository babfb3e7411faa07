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

/** Where deliveries run: virtual threads from Java 21 on, before that threads that go when they are idle. */
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

    private static ExecutorService platform() {
        AtomicLong count = new AtomicLong();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, NAME + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** {@code Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(NAME, 1).factory())}, by reflection. */
    private static ExecutorService virtual()
            throws NoSuchMethodException, ClassNotFoundException, IllegalAccessException, InvocationTargetException {
        Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Object virtual = Thread.class.getMethod("ofVirtual").invoke(null);
        Object named = builder.getMethod("name", String.class, long.class).invoke(virtual, NAME, 1L);
        return (ExecutorService) perTask.invoke(null, builder.getMethod("factory").invoke(named));
    }
}
