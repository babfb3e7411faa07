package org.postrider.filters;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.message.Address;

/**
 * One stage of one session or transaction: its groups of filters, one after another.
 *
 * <p>At any time one thread leads, or the calls of the current group are with others, and the one that ends the last of
 * them leads on. A thread that a filter keeps is left behind: the watchdog ends its call, and another thread goes on.
 */
final class StageRun {

    private static final long MAX_START_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Stage stage;
    private final List<Group> groups;
    private final Set<Address> recipients;
    private final Invocation invocation;
    private final FoundEvidence found;
    private final Workplace workplace;
    private final CallRunner caller;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final long created = System.nanoTime();
    private final List<FilterCall> calls = new ArrayList<>();
    private final Standing standing = new Standing();
    private final CompletableFuture<StageResult> result = new CompletableFuture<>();
    private volatile GroupRun current;
    private int next;
    private boolean accepted;
    private boolean refused;
    private boolean ended;

    /** @param recipients of the message; none where there is no message */
    StageRun(Stage stage, List<Group> groups, Set<Address> recipients, Invocation invocation, FoundEvidence found,
            Workplace workplace) {
        this.stage = stage;
        this.recipients = recipients;
        this.groups = groups;
        this.invocation = invocation;
        this.found = found;
        this.workplace = workplace;
        this.caller = new CallRunner(stage, recipients, workplace);
    }

    CompletionStage<StageResult> start() {
        workplace.watchdog().add(this);
        try {
            workplace.threads().execute(this::begin);
        } catch (RejectedExecutionException e) {
            withoutThreads("no thread is free");
        }
        return result;
    }

    private void begin() {
        if (begun.compareAndSet(false, true)) {
            lead();
            caller.rethrowFatal();
        }
    }

    private void withoutThreads(String problem) {
        if (begun.compareAndSet(false, true)) {
            failRest(problem);
        }
    }

    /** Goes from group to group until others have to finish theirs. */
    private void lead() {
        for (Group group = nextGroup(); group != null; group = nextGroup()) {
            GroupRun run = new GroupRun(group, this);
            current = run;
            for (int i = run.helpers(); i > 0; i--) {
                help(run);
            }
            if (!work(run)) {
                return;
            }
            end(run);
        }
        finish();
    }

    private void help(GroupRun run) {
        try {
            workplace.threads().execute(() -> workAndLead(run));
        } catch (RejectedExecutionException e) {
            // the leader does it alone
        }
    }

    private void workAndLead(GroupRun run) {
        if (work(run)) {
            end(run);
            lead();
        }
        caller.rethrowFatal();
    }

    /** Calls what nobody else has claimed; whether the group ended with one of these calls. */
    private boolean work(GroupRun run) {
        boolean last = false;
        for (FilterCall call = run.claim(); call != null; call = run.claim()) {
            last |= caller.perform(call, invocation) && run.ended();
        }
        return last;
    }

    /** A call that waited has its turn; the thread it gets is free for it. */
    void resume(FilterCall call) {
        GroupRun run = current;
        try {
            workplace.threads().execute(() -> {
                if (caller.execute(call, invocation) && run.ended()) {
                    end(run);
                    lead();
                }
                caller.rethrowFatal();
            });
        } catch (RejectedExecutionException e) {
            if (caller.giveBack(call, "no thread is free") && run.ended()) {
                end(run);
                failRest("no thread is free");
            }
        }
    }

    /** Ends what is overdue; returns when to look again. */
    long expire(long now) {
        if (!begun.get()) {
            if (now - created >= MAX_START_NANOS) {
                withoutThreads("no thread became free in time");
            }
            return created + MAX_START_NANOS;
        }
        GroupRun run = current;
        long soonest = now + MAX_START_NANOS;
        if (run != null) {
            for (FilterCall call : run.calls()) {
                long due = call.due(soonest);
                if (due - now > 0) {
                    soonest = due - soonest < 0 ? due : soonest;
                } else if (caller.abandon(call, now)) {
                    goOnWithout(run);
                }
            }
        }
        return soonest;
    }

    private void goOnWithout(GroupRun run) {
        boolean last = run.ended();
        if (!last && !run.hasUnclaimed()) {
            return; // others are at work and lead on
        }
        try {
            workplace.threads().execute(last ? () -> leadAfter(run) : () -> workAndLead(run));
        } catch (RejectedExecutionException e) {
            if (last || failUnclaimed(run)) {
                end(run);
                failRest("no thread is free");
            }
        }
    }

    private void leadAfter(GroupRun run) {
        end(run);
        lead();
        caller.rethrowFatal();
    }

    private boolean failUnclaimed(GroupRun run) {
        boolean last = false;
        for (FilterCall call = run.claim(); call != null; call = run.claim()) {
            caller.refuse(call, "no thread is free");
            last |= run.ended();
        }
        return last;
    }

    private Group nextGroup() {
        while (!ended && next < groups.size()) {
            Group group = groups.get(next++);
            boolean skipped = group.phase() == Phase.GUARD && accepted || group.phase() == Phase.REWRITE && refused;
            if (!skipped) {
                return group;
            }
        }
        return null;
    }

    private void end(GroupRun run) {
        for (FilterCall call : run.calls()) {
            calls.add(call);
            if (call.filter().isEnforced()) {
                accepted |= call.outcome().isAccept();
                standing.add(call.filter().name(), call.outcome());
                refused = standing.isRefused(recipients);
                ended |= refused && run.group().phase() == Phase.GUARD; // the first refusal ends the stage
                found.add(call.outcome().evidence());
            }
        }
    }

    /** Where there is no thread to call a filter on, its failure action answers for it. */
    private void failRest(String problem) {
        for (Group group = nextGroup(); group != null; group = nextGroup()) {
            GroupRun run = new GroupRun(group, this);
            run.calls().forEach(call -> caller.refuse(call, problem));
            end(run);
        }
        finish();
    }

    private void finish() {
        workplace.watchdog().remove(this);
        workplace.metrics().stage(System.nanoTime() - created);
        result.complete(Combination.of(stage, calls, found.all()));
    }
}
