package org.postrider.karaf.subject;

import java.lang.StackWalker.StackFrame;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import java.util.function.Predicate;
import javax.security.auth.Subject;

/**
 * Whose shell session the current thread belongs to. Woven classes call it in place of {@code Subject.getSubject} and
 * of the bodies of {@code JaasHelper.doAs}; they are static calls, so the state is static.
 *
 * <p>A thread has the subject of the innermost {@code doAs} it is in, and none after the outermost. A thread that the
 * shell itself starts for a session has, for good, the subject of the thread that started it: pipes, jobs,
 * {@code jaas:su} and {@code watch} run on such threads. All others begin without one, whoever starts them: virtual
 * threads, those of the common pool, of plugins, of the libraries that a command uses. They may outlive the session
 * and serve others after it.
 */
public final class CurrentSubject {

    private static final ThreadLocal<Subject> SUBJECT = new OfSessions();

    private CurrentSubject() {
    }

    /** Null where there is none, as with the method that it stands for. */
    public static Subject get() {
        return SUBJECT.get();
    }

    /** Runs the action with the subject; with none if that is null. What the action throws is thrown on. */
    public static <T> T doAs(Subject subject, PrivilegedAction<T> action) {
        Subject outer = SUBJECT.get();
        SUBJECT.set(subject);
        try {
            return action.run();
        } finally {
            restore(outer);
        }
    }

    /**
     * The same for an action with checked exceptions.
     *
     * @throws PrivilegedActionException around a checked exception; others are thrown on
     */
    public static <T> T doAs(Subject subject, PrivilegedExceptionAction<T> action) throws PrivilegedActionException {
        Subject outer = SUBJECT.get();
        SUBJECT.set(subject);
        try {
            return action.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new PrivilegedActionException(e);
        } finally {
            restore(outer);
        }
    }

    /** No entry is left behind on a thread that goes back to a pool. */
    private static void restore(Subject outer) {
        if (outer == null) {
            SUBJECT.remove();
        } else {
            SUBJECT.set(outer);
        }
    }

    /** Asked on the thread that makes a new one, while it is made: the stack says who makes it. */
    private static final class OfSessions extends InheritableThreadLocal<Subject> {

        private static final List<String> SHELL = List.of(
                "org.apache.felix.gogo.runtime.", "org.apache.karaf.shell.", "org.apache.karaf.jaas.command.");
        /** Between the new thread and who wants it. Pools are asked by the shell for its own ones only. */
        private static final List<String> BETWEEN = List.of(
                "java.lang.", CurrentSubject.class.getName(), "org.apache.karaf.util.ThreadUtils",
                "java.util.concurrent.Executors", "java.util.concurrent.AbstractExecutorService",
                "java.util.concurrent.ThreadPoolExecutor", "java.util.concurrent.ScheduledThreadPoolExecutor");

        @Override
        protected Subject childValue(Subject parent) {
            return parent != null && madeByTheShell() ? parent : null;
        }

        private static boolean madeByTheShell() {
            return StackWalker.getInstance().walk(frames -> frames.map(StackFrame::getClassName)
                    .dropWhile(startsWithOneOf(BETWEEN)).findFirst().filter(startsWithOneOf(SHELL)).isPresent());
        }

        private static Predicate<String> startsWithOneOf(List<String> prefixes) {
            return name -> prefixes.stream().anyMatch(name::startsWith);
        }
    }
}
