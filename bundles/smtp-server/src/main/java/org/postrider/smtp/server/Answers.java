package org.postrider.smtp.server;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

import org.postrider.api.filter.Action;
import org.postrider.api.message.MessageId;
import org.postrider.api.smtp.Reply;
import org.postrider.smtp.protocol.Answer;

/** From what services say to what the client is told. */
final class Answers {

    static final CompletableFuture<Answer> YES = CompletableFuture.completedFuture(Answer.yes());
    static final Reply NOT_READY = Reply.of(451, "4.3.2", "Service not available at the moment");
    static final Reply LOCAL_ERROR = Reply.of(451, "4.3.0", "Local error in processing");

    static final Reply FULL = Reply.of(452, "4.3.1", "Insufficient system storage");

    private Answers() {}

    static CompletableFuture<Answer> of(Reply reply) {
        return CompletableFuture.completedFuture(Answer.of(reply));
    }

    /** The reply of an action that refuses. */
    static Optional<Reply> refusal(Action action) {
        if (action instanceof Action.Reject reject) {
            return Optional.of(reject.reply());
        }
        if (action instanceof Action.Defer defer) {
            return Optional.of(defer.reply());
        }
        return action instanceof Action.Disconnect disconnect ? Optional.of(disconnect.reply()) : Optional.empty();
    }

    /** Whether an action refuses. */
    static boolean isRefusal(Action action) {
        return refusal(action).isPresent();
    }

    /** What a filter's action says to the client; a refusal with the id under which the administrator finds why. */
    static Answer of(Action action, MessageId id) {
        return refusal(action).map(reply -> withId(reply, id))
                .map(reply -> new Answer(Optional.of(reply), action instanceof Action.Disconnect)).orElse(Answer.yes());
    }

    static Reply withId(Reply reply, MessageId id) {
        return reply.withSuffix(" (id " + id + ")");
    }

    /** Goes on with a result: at once if it is there, else on the executor. */
    static <T, R> CompletableFuture<R> then(
            CompletionStage<T> stage, BiFunction<T, Throwable, R> next, Executor executor) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        return future.isDone() ? future.handle(next) : future.handleAsync(next, executor);
    }
}
