package org.postrider.smtp.server;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls one extension, on few threads of its own: virtual ones where the JVM has them. A call that does not end in time
 * is interrupted and left behind with its thread; an extension that has left all of them behind is not called. Threads
 * that have nothing to do end, so that nothing is left of an extension that nobody uses any more.
 */
final class ExtensionCalls {

    static final int CONCURRENCY = 8;
    private static final int MAX_WAITING = 1_000;

    private final AtomicInteger stuck = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    ExtensionCalls(String name) {
        threads = new ThreadPoolExecutor(CONCURRENCY, CONCURRENCY, 10, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING), threads("postrider-extension-" + name));
        threads.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory threads(String name) {
        ThreadFactory factory = virtual(name);
        return task -> {
            Thread thread = factory.newThread(task);
            thread.setContextClassLoader(ExtensionCalls.class.getClassLoader());
            return thread;
        };
    }

    private static ThreadFactory virtual(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Method named = type.getMethod("name", String.class);
            builder = type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
            return (ThreadFactory) type.getMethod("factory").invoke(named.invoke(builder, name));
        } catch (ReflectiveOperationException e) { // before JDK 21
            return task -> {
                Thread thread = new Thread(null, task, name, 0, false);
                thread.setDaemon(true);
                return thread;
            };
        }
    }

    /** Completes exceptionally if the call throws, returns null, takes too long or cannot be made. */
    <T> CompletableFuture<T> ask(Callable<T> question, Duration deadline) {
        if (stuck.get() >= CONCURRENCY) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("no call of it comes back"));
        }
        Call<T> call = new Call<>(question);
        try {
            threads.execute(call);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("too many calls wait for their turn"));
        }
        call.answer.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, fault) -> {
                    if (fault instanceof TimeoutException) {
                        call.expire();
                    }
                });
        return call.answer;
    }

    int stuck() {
        return stuck.get();
    }

    /** One question. */
    private final class Call<T> implements Runnable {

        private final Callable<T> question;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private Thread thread;
        private boolean late;

        Call(Callable<T> question) {
            this.question = question;
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            T result = null;
            Throwable thrown = null;
            try {
                result = Objects.requireNonNull(question.call(), "it returned null");
            } catch (Throwable t) { // whatever a plugin throws, the session lives on
                thrown = t;
            }
            end();
            if (thrown == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(thrown);
            }
        }

        private synchronized boolean begin() {
            thread = answer.isDone() ? null : Thread.currentThread();
            return thread != null;
        }

        private synchronized void end() {
            thread = null;
            Thread.interrupted();
            if (late) {
                stuck.decrementAndGet();
            }
        }

        /** It is too late: it is stopped, or not begun. */
        synchronized void expire() {
            if (thread != null) {
                late = true;
                stuck.incrementAndGet();
                thread.interrupt();
            } else {
                threads.remove(this);
            }
        }
    }
}
