package org.postrider.filters;

import java.util.Set;

import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.MessageLimitException;

/** Calls filters: through breaker and bulkhead, and with a judgement of what they return or throw. */
final class CallRunner {

    private final Stage stage;
    private final Set<Address> recipients;
    private final Workplace workplace;
    private volatile Fatal fatal;

    private record Fatal(Error error, Thread thread) {}

    /** @param recipients whom a verdict may name */
    CallRunner(Stage stage, Set<Address> recipients, Workplace workplace) {
        this.stage = stage;
        this.recipients = recipients;
        this.workplace = workplace;
    }

    /** Whether the call has its outcome; if not, it waits for its turn or somebody else has ended it. */
    boolean perform(FilterCall call, Invocation invocation) {
        InstalledFilter filter = call.filter().source();
        if (stage != Stage.END && !filter.breaker().permits()) { // what a filter keeps, a failing one too lets go
            refuse(call, "its circuit is open");
            return true;
        }
        workplace.watchdog().begun(call.begin(workplace.clock().instant()));
        return switch (filter.bulkhead().enter(call, call.filter().settings().concurrency())) {
            case RUN -> execute(call, invocation);
            case WAIT -> false;
            case REFUSED -> withdraw(call, "too many calls wait for their turn");
        };
    }

    /** Calls the filter on this thread; whether the call has its outcome. */
    boolean execute(FilterCall call, Invocation invocation) {
        if (!call.start()) {
            leave(call.filter());
            return false;
        }
        InstalledFilter filter = call.filter().source();
        Verdict verdict = null;
        Throwable thrown = null;
        filter.entered();
        try {
            verdict = invocation.call(filter.service());
        } catch (Throwable t) { // whatever a plugin throws, the session lives on
            thrown = t;
        }
        filter.left();
        boolean inTime = call.stop();
        leave(call.filter());
        if (thrown instanceof OutOfMemoryError error) {
            fatal = new Fatal(error, Thread.currentThread());
        }
        if (inTime) {
            judge(call, verdict, thrown);
        } else {
            workplace.threads().found();
        }
        return inTime;
    }

    private static void leave(ConfiguredFilter filter) {
        filter.source().bulkhead().leave(filter.settings().concurrency()).ifPresent(next -> next.run().resume(next));
    }

    private void judge(FilterCall call, Verdict verdict, Throwable thrown) {
        String fault = thrown != null
                ? "it threw " + LogText.of(thrown) : Outcome.fault(verdict, call.filter().phase(), stage, recipients);
        if (thrown instanceof MessageLimitException) {
            failAtMessage(call, fault);
            return;
        }
        if (!fault.isEmpty()) {
            fail(call, fault);
            return;
        }
        call.end(Outcome.of(verdict));
        if (stage == Stage.END) {
            call.filter().source().told();
            return;
        }
        call.filter().source().answered(call.took(), Severity.isRefusal(verdict.action()));
    }

    private void fail(FilterCall call, String problem) {
        InstalledFilter filter = call.filter().source();
        boolean opened = stage == Stage.END ? filter.failedAtEnd() : filter.failed();
        report(call, problem);
        if (opened) {
            workplace.failures().opened(call.filter(), stage);
        }
    }

    /** Whoever sends messages that are too large to look into must not be able to open the circuit for all others. */
    private void failAtMessage(FilterCall call, String problem) {
        call.filter().source().failedAtMessage();
        report(call, problem);
    }

    private void report(FilterCall call, String problem) {
        call.end(Outcome.failed(call.filter(), stage, problem));
        workplace.metrics().failed();
        workplace.failures().report(call.filter(), stage, problem);
    }

    /** Ends a call that is overdue; whether it was. */
    boolean abandon(FilterCall call, long now) {
        FilterCall.Abandoned how = call.abandon(now);
        String deadline = SettingText.of(call.filter().settings().deadline());
        switch (how) {
            case NOT -> {
                return false;
            }
            case RUNNING -> {
                workplace.threads().lost();
                fail(call, "it did not answer within " + deadline);
            }
            case WAITING -> {
                call.filter().source().bulkhead().forget(call);
                fail(call, "it had no turn within " + deadline);
            }
        }
        return true;
    }

    /** Ends a call that has begun and cannot run; whether it had not ended yet. */
    boolean withdraw(FilterCall call, String problem) {
        boolean withdrawn = call.withdraw();
        if (withdrawn) {
            fail(call, problem);
        }
        return withdrawn;
    }

    /** Ends a call that has its turn and cannot use it; whether it had not ended yet. */
    boolean giveBack(FilterCall call, String problem) {
        boolean withdrawn = withdraw(call, problem);
        leave(call.filter());
        return withdrawn;
    }

    /** Ends a call that is not made. */
    void refuse(FilterCall call, String problem) {
        call.skip(workplace.clock().instant(), Outcome.failed(call.filter(), stage, problem));
    }

    /** Out of memory is the platform's trouble and not the message's: the answer is given, then the thread ends. */
    void rethrowFatal() {
        Fatal met = fatal;
        if (met != null && met.thread() == Thread.currentThread()) {
            throw met.error();
        }
    }
}
