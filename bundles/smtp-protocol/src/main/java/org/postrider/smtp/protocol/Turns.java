package org.postrider.smtp.protocol;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.postrider.api.smtp.Reply;

/** Whose turn it is: the client's, or that of a backend that has been asked something. */
final class Turns {

    private static final Answer LOCAL_ERROR = Answer.of(Reply.of(451, "4.3.0", "Local error in processing"));

    private final Wire wire;
    private final Executor executor;
    private Phase phase = Phase.OPENING;
    private long question;
    private CompletableFuture<?> asked = CompletableFuture.completedFuture(null);
    private boolean receiving;

    Turns(Wire wire, Executor executor) {
        this.wire = wire;
        this.executor = executor;
    }

    Phase phase() {
        return phase;
    }

    /** Whatever was asked, its answer does not count any more. */
    void go(Phase next) {
        question++;
        phase = next;
    }

    /** Input is being taken: whatever completes meanwhile need not ask for it. */
    void receiving(boolean now) {
        receiving = now;
    }

    /** Goes on with the backend's answer: at once if it is there, else later, with no input taken in between. */
    void await(CompletionStage<Answer> stage, Phase meanwhile, Consumer<Answer> next) {
        CompletableFuture<Answer> future = stage.toCompletableFuture();
        if (future.isDone()) {
            go(Phase.COMMAND);
            next.accept(answer(future));
            return;
        }
        go(meanwhile);
        asked = asked.isDone() ? future : CompletableFuture.allOf(asked, future);
        long number = question;
        future.whenCompleteAsync((answer, fault) -> {
            if (number == question) {
                go(Phase.COMMAND);
                next.accept(answer(future));
                resume();
            }
        }, executor);
    }

    /** Runs this when all that was asked has its answer, also those that do not count any more. */
    void whenAnswered(Runnable action) {
        if (asked.isDone()) {
            action.run();
        } else {
            asked.whenCompleteAsync((answer, fault) -> action.run(), executor);
        }
    }

    private static Answer answer(CompletableFuture<Answer> done) {
        return done.isCompletedExceptionally() ? LOCAL_ERROR : done.join();
    }

    /** Asks for input when the backend has room again. */
    void resumeAfter(CompletableFuture<Void> written) {
        if (!written.isDone()) {
            written.whenCompleteAsync((done, fault) -> resume(), executor);
        }
    }

    void resume() {
        if (!receiving && phase != Phase.CLOSED) {
            wire.resume();
        }
    }
}
