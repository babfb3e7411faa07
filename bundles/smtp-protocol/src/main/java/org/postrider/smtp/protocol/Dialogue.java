package org.postrider.smtp.protocol;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.postrider.api.smtp.Reply;

/** One session: how far it has come, and what commands do to it. */
final class Dialogue {

    private static final int EXCESS_RECIPIENTS = 1000;
    private static final Reply LOCAL_ERROR = Reply.of(451, "4.3.0", "Local error in processing");
    private static final Reply TOO_MANY_ERRORS = Reply.of(421, "4.7.0", "Too many errors");

    private final SmtpSettings settings;
    private final SmtpBackend backend;
    private final Wire wire;
    private final Executor executor;

    private Phase phase = Phase.OPENING;
    private long question;
    private boolean receiving;
    private boolean greeted;
    private boolean extended;
    private boolean transaction;
    private boolean smtpUtf8;
    private int recipients;
    private int excess;
    private int messages;
    private int errors;
    private int junk;
    private BodyReceiver body;
    private Reply farewell;

    Dialogue(SmtpSettings settings, SmtpBackend backend, Wire wire, Executor executor) {
        this.settings = settings;
        this.backend = backend;
        this.wire = wire;
        this.executor = executor;
    }

    SmtpSettings settings() {
        return settings;
    }

    SmtpBackend backend() {
        return backend;
    }

    Phase phase() {
        return phase;
    }

    boolean isGreeted() {
        return greeted;
    }

    boolean isExtended() {
        return extended;
    }

    boolean inTransaction() {
        return transaction;
    }

    boolean isSmtpUtf8() {
        return smtpUtf8;
    }

    boolean hasRecipients() {
        return recipients > 0;
    }

    boolean hasRecipientsLeft() {
        return recipients < settings.limits().recipients();
    }

    boolean hasMessagesLeft() {
        return settings.limits().messages() == 0 || messages < settings.limits().messages();
    }

    BodyReceiver body() {
        return body;
    }

    /** RFC 5321 4.1.4: a command in the wrong order. */
    static Reply sequence(String text) {
        return Reply.of(503, "5.5.1", text);
    }

    void reply(Reply reply) {
        wire.send(reply);
    }

    /** Sends a refusal of a command. Who collects too many permanent ones is sent away. */
    void refuse(Reply reply) {
        wire.send(reply);
        if (reply.isPermanent() && ++errors >= settings.limits().errors()) {
            close(TOO_MANY_ERRORS);
        }
    }

    void refused(String verb, Reply reply) {
        backend.refused(verb, reply);
    }

    /** Counts a command that brings no mail; false if it was one too many and the session is over. */
    boolean countJunk() {
        if (++junk <= settings.limits().junk()) {
            return true;
        }
        close(TOO_MANY_ERRORS);
        return false;
    }

    void oneRecipientMore(Reply reply) {
        wire.send(reply);
        if (++excess > EXCESS_RECIPIENTS && ++errors >= settings.limits().errors()) {
            close(TOO_MANY_ERRORS);
        }
    }

    /** Goes on with the backend's answer: at once if it is there, else later, with no input taken in between. */
    void await(CompletionStage<Answer> stage, Consumer<Answer> next) {
        await(stage, Phase.WAITING, next);
    }

    void await(CompletionStage<Answer> stage, Phase meanwhile, Consumer<Answer> next) {
        CompletableFuture<Answer> future = stage.toCompletableFuture();
        if (future.isDone()) {
            phase = Phase.COMMAND;
            next.accept(answer(future));
            return;
        }
        phase = meanwhile;
        long asked = ++question;
        future.whenCompleteAsync((answer, fault) -> {
            if (asked == question && phase == meanwhile) {
                phase = Phase.COMMAND;
                next.accept(answer(future));
                leave();
                resume();
            }
        }, executor);
    }

    private static Answer answer(CompletableFuture<Answer> done) {
        return done.isCompletedExceptionally() ? Answer.of(LOCAL_ERROR) : done.join();
    }

    /** Tells the client the answer; true if it is yes and the session goes on. */
    private boolean tell(Answer answer, Reply yes) {
        Reply reply = answer.reply().orElse(yes);
        if (answer.close()) {
            close(reply);
        } else if (answer.isYes()) {
            wire.send(reply);
        } else {
            refuse(reply);
        }
        return answer.isYes() && phase != Phase.CLOSED;
    }

    void opened(Answer answer, Reply greeting) {
        if (answer.isYes()) {
            tell(answer, greeting);
        } else {
            close(answer.reply().orElse(LOCAL_ERROR)); // RFC 5321 3.1: in place of the greeting
        }
    }

    void greet(String name, boolean ehlo, Reply yes) {
        reset(); // RFC 5321 4.1.4
        await(backend.helo(name, ehlo), answer -> {
            if (tell(answer, yes)) {
                greeted = true;
                extended = ehlo;
            }
        });
    }

    void mail(Answer answer, Reply yes, boolean utf8) {
        if (tell(answer, yes)) {
            transaction = true;
            smtpUtf8 = utf8;
        }
    }

    void recipient(Answer answer, Reply yes) {
        if (tell(answer, yes)) {
            recipients++;
        }
    }

    void data(Answer answer, Reply goOn) {
        if (tell(answer, goOn)) {
            body = new BodyReceiver(settings, backend);
            phase = Phase.DATA;
        }
    }

    /** Asks for input when the backend has room again. */
    void resumeAfter(CompletableFuture<Void> written) {
        if (!written.isDone()) {
            written.whenCompleteAsync((done, fault) -> resume(), executor);
        }
    }

    /** Input is being taken: whatever completes meanwhile need not ask for it. */
    void receiving(boolean now) {
        receiving = now;
    }

    private void resume() {
        if (!receiving && phase != Phase.CLOSED) {
            wire.resume();
        }
    }

    /** The data have ended. */
    void dataEnded() {
        if (body.refusal().isPresent()) {
            ended(Answer.of(body.refusal().get()));
        } else if (body.written().isDone()) {
            finish();
        } else {
            await(body.written().handle((done, fault) -> Answer.yes()), Phase.FINISHING, written -> finish());
        }
    }

    private void finish() {
        await(backend.end(), Phase.FINISHING, this::ended);
    }

    private void ended(Answer answer) {
        phase = Phase.COMMAND;
        boolean accepted = answer.isYes();
        reset();
        if (accepted) {
            messages++;
            errors = 0;
            junk = 0;
        }
        tell(answer, LOCAL_ERROR);
        leave();
    }

    /** Ends the transaction, if there is one. */
    void reset() {
        if (transaction) {
            forget();
            backend.reset();
        }
    }

    private void forget() {
        transaction = false;
        smtpUtf8 = false;
        recipients = 0;
        excess = 0;
        body = null;
    }

    /** Says goodbye now if nothing is under way, else when it has ended. */
    void dismiss(Reply reply) {
        farewell = reply;
        leave();
    }

    /** Says the goodbye that is due, if nothing is under way. */
    void leave() {
        if (farewell != null && phase == Phase.COMMAND && !transaction) {
            close(farewell);
        }
    }

    /** Gives up waiting for the answer to a complete message; whatever comes of it does not count any more. */
    void giveUp(Reply reply) {
        if (phase == Phase.FINISHING) {
            question++;
            backend.refused("DATA", reply);
            ended(Answer.of(reply));
            resume();
        }
    }

    void close(Reply reply) {
        if (phase != Phase.CLOSED) {
            wire.send(reply);
            hangUp();
            wire.close();
        }
    }

    /** The connection is gone. */
    void hangUp() {
        phase = Phase.CLOSED;
        question++;
        forget();
        backend.reset();
    }
}
