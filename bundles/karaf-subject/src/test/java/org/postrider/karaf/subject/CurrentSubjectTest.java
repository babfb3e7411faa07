package org.postrider.karaf.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.security.auth.Subject;
import org.apache.felix.gogo.runtime.ThreadUtils;
import org.junit.jupiter.api.Test;

class CurrentSubjectTest {

    private static final ThreadFactory SHELL = ThreadUtils.namedThreadFactory("session");
    private final Subject ann = new Subject();
    private final Subject bob = new Subject();

    @Test
    void theInnermostCountsAndNoneIsLeft() {
        assertThat(CurrentSubject.get()).isNull();
        as(ann, () -> {
            assertThat(CurrentSubject.get()).isSameAs(ann);
            as(bob, () -> assertThat(CurrentSubject.get()).isSameAs(bob));
            as(null, () -> assertThat(CurrentSubject.get()).isNull());
            assertThat(CurrentSubject.get()).isSameAs(ann);
        });
        assertThat(CurrentSubject.get()).isNull();
    }

    @Test
    void failuresAreThoseOfTheMethodsItStandsForAndLeaveNoSubjectBehind() {
        IOException checked = new IOException();
        IllegalStateException unchecked = new IllegalStateException();
        assertThatThrownBy(() -> CurrentSubject.doAs(ann, failing(checked)))
                .isInstanceOf(PrivilegedActionException.class).hasCause(checked);
        assertThatThrownBy(() -> CurrentSubject.doAs(ann, failing(unchecked))).isSameAs(unchecked);
        assertThatThrownBy(() -> as(ann, () -> {
            throw unchecked;
        })).isSameAs(unchecked);
        assertThat(CurrentSubject.get()).isNull();
    }

    private static PrivilegedExceptionAction<Void> failing(Exception failure) {
        return () -> {
            throw failure;
        };
    }

    @Test
    void threadsOfTheShellBelongToTheSessionThatStartsThem() {
        as(ann, () -> assertThat(seenBy(SHELL)).isSameAs(ann));
        as(ann, () -> as(bob, () -> assertThat(seenBy(SHELL)).isSameAs(bob)));
        assertThat(seenBy(SHELL)).isNull();
    }

    @Test
    void aThreadOfTheShellKeepsItsSubjectAsOnJava17() {
        ExecutorService pipes = Executors.newSingleThreadExecutor(SHELL);
        try {
            as(ann, () -> assertThat(seenIn(pipes)).isSameAs(ann));
            as(bob, () -> assertThat(seenIn(pipes)).isSameAs(ann));
        } finally {
            pipes.shutdown();
        }
    }

    @Test
    void threadsThatOthersStartWithinASessionHaveNone() {
        as(ann, () -> {
            assertThat(seenBy(Thread::new)).isNull();
            assertThat(seenBy(Executors.defaultThreadFactory())).isNull();
        });
    }

    /** As those of {@code features}, which install on their own behalf whatever session asks for it. */
    @Test
    void threadsOfAPoolThatKarafNamesHaveNoneUnlessTheShellAsksForThem() {
        ExecutorService pool = Executors.newCachedThreadPool(
                org.apache.karaf.util.ThreadUtils.namedThreadFactory("features"));
        try {
            as(ann, () -> assertThat(seenIn(pool)).isNull());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void poolsThatGrowWithinASessionDoNotKeepIt() {
        ExecutorService pool = Executors.newCachedThreadPool();
        ForkJoinPool forks = new ForkJoinPool(1);
        try {
            as(ann, () -> {
                assertThat(seenIn(pool)).isNull();
                assertThat(seenIn(forks)).isNull();
                assertThat(CompletableFuture.supplyAsync(CurrentSubject::get).join()).isNull();
            });
        } finally {
            pool.shutdown();
            forks.shutdown();
        }
    }

    @Test
    void virtualThreadsThatStartWithinASessionHaveNone() throws ReflectiveOperationException {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads");
        var virtual = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            as(ann, () -> assertThat(seenIn(virtual)).isNull());
        } finally {
            virtual.shutdown();
        }
    }

    private Subject seenBy(ThreadFactory threads) {
        FutureTask<Subject> task = new FutureTask<>(CurrentSubject::get);
        threads.newThread(task).start();
        return result(() -> task.get(10, TimeUnit.SECONDS));
    }

    private static Subject seenIn(ExecutorService pool) {
        return result(() -> pool.submit(CurrentSubject::get).get(10, TimeUnit.SECONDS));
    }

    private static Subject result(Callable<Subject> task) {
        try {
            return task.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void as(Subject subject, Runnable action) {
        CurrentSubject.doAs(subject, (PrivilegedAction<Void>) () -> {
            action.run();
            return null;
        });
    }
}
