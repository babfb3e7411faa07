package org.postrider.smtp.protocol;

import java.util.Map;
import java.util.Optional;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.postrider.api.smtp.Reply;

/** One session: how far it has come, and what commands do to it. */
final class Dialogue {

    static final Reply LOCAL_ERROR = Reply.of(451, "4.3.0", "Local error in processing");
    private static final MailCommand NOTHING = new MailCommand(Optional.empty(), Map.of());
    private static final Duration GUESS_DELAY = Duration.ofSeconds(1);
    private static final Reply TOO_MANY_ERRORS = Reply.of(421, "4.7.0", "Too many errors");

    private final SmtpSettings settings;
    private final SmtpBackend backend;
    private final Wire wire;
    private final Turns turns;
    private final Tally tally;
    private final Introduction introduction = new Introduction(this);
    private final LoginExchange login = new LoginExchange(this);
    private final Encrypted encrypted = new Encrypted(this);
    private final Transfer transfer = new Transfer(this);

    private boolean transaction;
    private MailCommand mail = NOTHING;
    private Reply farewell;

    Dialogue(SmtpSettings settings, SmtpBackend backend, Wire wire, Executor executor) {
        this.settings = settings;
        this.backend = backend;
        this.wire = wire;
        this.turns = new Turns(wire, executor);
        this.tally = new Tally(settings.limits());
    }

    SmtpSettings settings() {
        return settings;
    }

    SmtpBackend backend() {
        return backend;
    }

    Phase phase() {
        return turns.phase();
    }

    Turns turns() {
        return turns;
    }

    /** Who the client says it is. */
    Introduction introduction() {
        return introduction;
    }

    /** Who the client has proven to be. */
    LoginExchange login() {
        return login;
    }

    Encrypted encrypted() {
        return encrypted;
    }

    boolean inTransaction() {
        return transaction;
    }

    boolean isSmtpUtf8() {
        return mail.isSmtpUtf8();
    }

    /** Whether the message was declared BINARYMIME. */
    boolean isBinary() {
        return mail.isBinary();
    }

    Tally tally() {
        return tally;
    }

    Transfer transfer() {
        return transfer;
    }

    Wire wire() {
        return wire;
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
        if (reply.isPermanent() && tally.error()) {
            close(TOO_MANY_ERRORS);
        }
    }

    /** Refuses for a limit or a rule of the protocol, of which the backend is told. */
    void refuse(String verb, Reply reply) {
        backend.refused(verb, reply);
        refuse(reply);
    }

    /** Sends a client away that has done something once too often. */
    void tooMuch() {
        close(TOO_MANY_ERRORS);
    }

    /** Asks the backend about a command. */
    void await(CompletionStage<Answer> stage, Consumer<Answer> next) {
        await(stage, Phase.WAITING, next);
    }

    void await(CompletionStage<Answer> stage, Phase meanwhile, Consumer<Answer> next) {
        turns.await(stage, meanwhile, answer -> {
            next.accept(answer);
            leave();
        });
    }

    /** Tells the client the answer; true if it is yes and the session goes on. */
    boolean tell(Answer answer, Reply yes) {
        Reply reply = answer.reply().orElse(yes);
        if (answer.close()) {
            close(reply);
        } else if (answer.isYes()) {
            wire.send(reply);
        } else {
            refuse(reply);
        }
        return answer.isYes() && phase() != Phase.CLOSED;
    }

    /** Tells the client an answer that has a reply, or that something went wrong. */
    void told(Answer answer) {
        tell(answer, LOCAL_ERROR);
    }

    void mail(Answer answer, Reply yes, MailCommand command) {
        if (tell(answer, yes)) {
            transaction = true;
            mail = command;
        }
    }

    void recipient(Answer answer, Reply yes) {
        if (!answer.isYes() && tally.isGuessing()) {
            await(wire.after(GUESS_DELAY).handle((passed, fault) -> Answer.yes()), passed -> tell(answer, yes));
        } else if (tell(answer, yes)) {
            tally.recipient();
        }
    }

    void data(Answer answer, Reply goOn) {
        if (tell(answer, goOn)) {
            transfer.data();
        }
    }

    /** The message is complete, or what was written of it is lost. */
    void finish() {
        await(backend.end(), Phase.FINISHING, this::ended);
    }

    /** This became of the message. */
    void ended(Answer answer) {
        turns.go(Phase.COMMAND);
        boolean accepted = answer.isYes();
        int replies = tally.replies(settings.isLmtp() && transfer.body().endsMessage());
        reset();
        transfer.forget();
        if (accepted) {
            tally.message();
        }
        for (int i = 1; i < replies; i++) {
            wire.send(answer.to(i - 1).orElse(LOCAL_ERROR));
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
        mail = NOTHING;
        tally.transactionEnded();
        transfer.forget();
    }

    /** Says goodbye now if nothing is under way, else when it has ended. */
    void dismiss(Reply reply) {
        farewell = reply;
        leave();
    }

    /** Says the goodbye that is due, if nothing is under way. */
    void leave() {
        boolean listening = phase() == Phase.COMMAND || phase() == Phase.RESPONSE;
        if (farewell != null && listening && !transaction) {
            close(farewell);
        }
    }

    /** Gives up waiting for the answer to a complete message; whatever comes of it does not count any more. */
    void giveUp(Reply reply) {
        if (phase() == Phase.FINISHING) {
            backend.refused("DATA", reply);
            ended(Answer.of(reply));
            turns.resume();
        }
    }

    void close(Reply reply) {
        if (phase() != Phase.CLOSED) {
            wire.send(reply);
            hangUp();
            wire.close();
        }
    }

    /** The connection is gone. */
    void hangUp() {
        boolean first = phase() != Phase.CLOSED;
        turns.go(Phase.CLOSED);
        forget();
        backend.reset();
        if (first) {
            turns.whenAnswered(backend::ended);
        }
    }
}
