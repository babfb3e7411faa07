package org.postrider.smtp.server;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

import org.postrider.api.filter.Edit;
import org.postrider.api.filter.FilterPipeline;
import org.postrider.api.filter.RecipientResult;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.SpoolException;
import org.postrider.api.smtp.Reply;
import org.postrider.smtp.protocol.Answer;

/** One message on its way from the socket through the filters into the spool. Used on the event loop. */
final class MessageIntake {

    private enum State { WRITING, FILTERING, COMMITTING, ENDED }

    private static final CompletableFuture<Void> WRITTEN = CompletableFuture.completedFuture(null);
    private static final String MESSAGE = Stage.MESSAGE.name();

    private final MailTransaction transaction;
    private final SpoolDraft draft;
    private final Report report;
    private final ReceivedField received;
    private final Optional<SubmissionAgent> agent;
    private final Executor loop;
    private final HeaderTap header = new HeaderTap();
    private State state = State.WRITING;
    private boolean abandoned;
    private CompletableFuture<Void> writes = WRITTEN;
    private Instant committing = Instant.EPOCH;

    /** @param agent if the message is submitted */
    MessageIntake(
            MailTransaction transaction, SpoolDraft draft, Report report, ReceivedField received,
            Optional<SubmissionAgent> agent, Executor loop) {
        this.transaction = transaction;
        this.draft = draft;
        this.report = report;
        this.received = received;
        this.agent = agent;
        this.loop = loop;
    }

    /** Whether the spool has the message and it cannot be taken back any more. */
    boolean isCommitting() {
        return state == State.COMMITTING;
    }

    CompletionStage<Void> write(ByteBuffer bytes) {
        if (agent.isPresent()) {
            header.take(bytes);
        }
        CompletableFuture<Void> written = draft.write(bytes).toCompletableFuture();
        if (!written.isDone() || written.isCompletedExceptionally()) {
            writes = CompletableFuture.allOf(writes, written);
        }
        return written;
    }

    /** All is written; the last write has completed. */
    CompletionStage<Answer> finish(FilterPipeline pipeline) {
        if (writes.isCompletedExceptionally()) {
            return CompletableFuture.completedFuture(writes.handle((none, fault) -> failed("writing", fault)).join());
        }
        return agent.isPresent() ? submit(pipeline, agent.get()) : filter(pipeline, EditedMessage.of(draft));
    }

    /** Looks whose the message is, and completes it, before a filter sees it. */
    private CompletionStage<Answer> submit(FilterPipeline pipeline, SubmissionAgent msa) {
        SubmittedHeader submitted;
        try {
            submitted = SubmittedHeader.of(header.block());
        } catch (IllegalArgumentException e) {
            return refused(Report.ENGINE, Reply.of(550, "5.6.0", e.getMessage()));
        }
        state = State.FILTERING;
        return msa.refusal(submitted).thenCompose(refusal -> {
            state = State.WRITING;
            if (abandoned) {
                end();
                return Answers.of(Answers.LOCAL_ERROR);
            }
            return refusal.isPresent() ? refused(Report.ENGINE, refusal.get())
                    : filter(pipeline, EditedMessage.of(draft)
                            .and(submitted.block(), msa.completion(submitted, transaction)));
        });
    }

    private CompletionStage<Answer> refused(String decidedBy, Reply reply) {
        Reply told = Answers.withId(reply, transaction.id());
        refuse(decidedBy, told);
        return Answers.of(told);
    }

    private CompletionStage<Answer> filter(FilterPipeline pipeline, EditedMessage completed) {
        if (!pipeline.hasFilters(Stage.MESSAGE, transaction.session().role())) {
            return commit(Judgement.none(transaction), Map.of(List.of(), completed));
        }
        state = State.FILTERING;
        CompletionStage<FilteredMessage> filtered = pipeline.message(transaction, completed.message())
                .thenApplyAsync(result -> edited(completed, result), offLoop());
        return Answers.then(filtered, this::filtered, loop).thenCompose(Function.identity());
    }

    /** On the thread that hands the result over; if it was there at once, that is this one, which must not block. */
    private static Executor offLoop() {
        Thread loop = Thread.currentThread();
        return task -> {
            if (Thread.currentThread() == loop) {
                ForkJoinPool.commonPool().execute(task);
            } else {
                task.run();
            }
        };
    }

    private FilteredMessage edited(EditedMessage completed, StageResult result) {
        Judgement judgement = new Judgement(transaction, result);
        return new FilteredMessage(result, judgement, judgement.isRefused() ? Map.of()
                : judgement.variants(completed.and(draft, result.edits())));
    }

    /** Not made on the event loop, as the message may have to be read from the disk, and written to it. */
    private record FilteredMessage(
            StageResult result, Judgement judgement, Map<List<Edit>, EditedMessage> variants) {}

    private CompletionStage<Answer> filtered(FilteredMessage filtered, Throwable fault) {
        state = State.WRITING;
        if (abandoned) {
            end();
            return Answers.of(Answers.LOCAL_ERROR);
        }
        if (fault != null) {
            return CompletableFuture.completedFuture(failed("filtering", fault));
        }
        transaction.add(Findings.withoutFate(filtered.result()));
        Judgement judgement = filtered.judgement();
        if (!judgement.isRefused()) {
            return commit(judgement, filtered.variants());
        }
        RecipientResult refusal = judgement.refusal();
        Answer answer = Answers.of(refusal.action(), transaction.id());
        refuse(refusal.decidedBy(), answer.reply().orElseThrow());
        return CompletableFuture.completedFuture(answer.close() ? answer : judgement.answer(answer.reply().get()));
    }

    private CompletionStage<Answer> commit(Judgement judgement, Map<List<Edit>, EditedMessage> variants) {
        List<Copy> copies = judgement.copies(variants);
        if (judgement.tellsEach()) {
            judgement.refusals().forEach(refusal -> report.refused(transaction, MESSAGE, refusal.decidedBy(),
                    Answers.withId(Answers.refusal(refusal.action()).orElseThrow(), transaction.id())));
        }
        if (copies.isEmpty()) {
            end();
            report.discarded(transaction);
            return CompletableFuture.completedFuture(judgement.answer(Queued.reply(transaction.id())));
        }
        committing = Instant.now();
        byte[] field = received.compose(transaction, committing);
        state = State.COMMITTING;
        return Answers.then(draft.commit(copies.stream().map(copy -> copy.submission(field)).toList()),
                (messages, fault) -> committed(judgement, messages, fault), loop);
    }

    private Answer committed(Judgement judgement, List<QueuedMessage> messages, Throwable fault) {
        if (fault != null) {
            return failed("spooling", fault);
        }
        state = State.ENDED;
        agent.ifPresent(SubmissionAgent::accepted);
        report.accepted(transaction, messages, committing);
        return judgement.answer(Queued.reply(transaction.id()));
    }

    private Answer failed(String what, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        report.failed(what, cause);
        Reply reply = Answers.withId(reply(cause), transaction.id());
        report.refused(transaction, MESSAGE, Report.ENGINE, reply);
        if (!abandoned || state == State.COMMITTING) { // else its story is told
            report.unfinished(transaction);
        }
        end();
        return Answer.of(reply);
    }

    private static Reply reply(Throwable cause) {
        if (!(cause instanceof SpoolException spool)) {
            return Answers.LOCAL_ERROR;
        }
        return switch (spool.reason()) {
            case FULL -> Answers.FULL;
            case BUSY, CLOSED -> Answers.NOT_READY;
            case FAILED -> Answers.LOCAL_ERROR;
        };
    }

    /** The message is refused, by the protocol or by a filter: nothing of it is kept but the trace. */
    void refuse(String decidedBy, Reply reply) {
        if (state != State.ENDED) {
            report.refused(transaction, MESSAGE, decidedBy, reply);
            abandon();
        }
    }

    /** The transaction is over. What the spool is about to acknowledge stays. */
    void abandon() {
        if (abandoned || state == State.ENDED) {
            return;
        }
        abandoned = true;
        if (state == State.COMMITTING) {
            return; // its commit completes, and is reported, without us
        }
        report.unfinished(transaction);
        if (state == State.WRITING) {
            end();
        } // else a filter is reading; the draft ends when it has finished
    }

    private void end() {
        state = State.ENDED;
        draft.abort();
    }
}
