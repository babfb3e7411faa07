package org.postrider.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a broken plugin does in place of an answer. */
enum Fault {

    PASS(null),
    RUNTIME_EXCEPTION(() -> new IllegalStateException("chaos")),
    CHECKED_EXCEPTION(() -> new Exception("chaos")),
    INTERRUPTED(() -> new InterruptedException("chaos")),
    ASSERTION(() -> new AssertionError("chaos")),
    NO_CLASS(() -> new NoClassDefFoundError("org/example/Chaos")),
    LINKAGE(() -> new LinkageError("chaos")),
    STACK_OVERFLOW(null),
    NULL(null),
    HANG(null),
    /** Stands for all that end at once, one after another. */
    EACH(null);

    private static final long LONGEST_HANG = TimeUnit.MINUTES.toNanos(10);

    private final Supplier<Throwable> thrown;

    Fault(Supplier<Throwable> thrown) {
        this.thrown = thrown;
    }

    /** @throws IllegalArgumentException if it is none */
    static Fault of(String name) {
        return Arrays.stream(values()).filter(fault -> fault.word().equals(name)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("fault is \"" + name + "\", allowed is one of "
                        + Arrays.stream(values()).map(Fault::word).collect(Collectors.joining(", "))));
    }

    /** Its name in a configuration. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Itself, or the one whose turn it is. */
    Fault next(int turn) {
        List<Fault> quick = List.of(RUNTIME_EXCEPTION, CHECKED_EXCEPTION, INTERRUPTED, ASSERTION, NO_CLASS, LINKAGE,
                STACK_OVERFLOW, NULL);
        return this == EACH ? quick.get(Math.floorMod(turn, quick.size())) : this;
    }

    /** Whether there is no answer at all, if it returns. */
    boolean isNull() {
        return this == NULL;
    }

    /** Throws, or hangs, or returns. */
    void occur() {
        if (thrown != null) {
            Fault.<RuntimeException>raise(thrown.get());
        }
        if (this == STACK_OVERFLOW) {
            deeper(0);
        }
        if (this == HANG) {
            hang();
        }
    }

    private static long deeper(long depth) {
        return deeper(depth + 1) + 1;
    }

    /** Heeds no interrupt, as code that hangs does not; ten minutes later even this is over. */
    private static void hang() {
        long end = System.nanoTime() + LONGEST_HANG;
        for (long left = LONGEST_HANG; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            Thread.interrupted(); // else it would not park again
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
