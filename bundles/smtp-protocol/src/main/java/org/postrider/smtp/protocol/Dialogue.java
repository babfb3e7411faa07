package org.postrider.smtp.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;

/** One session: how far it has come, and what commands do to it. */
final class Dialogue {

    private static final int CHALLENGE = 334;
    private static final Reply LOCAL_ERROR = Reply.of(451, "4.3.0", "Local error in processing");
    private static final MailCommand NOTHING = new MailCommand(Optional.empty(), Map.of());
    private static final Duration GUESS_DELAY = Duration.ofSeconds(1);
    private static final Reply TOO_MANY_ERRORS = Reply.of(421, "4.7.0", "Too many errors");

    private final SmtpSettings settings;
    private final SmtpBackend backend;
    private final Wire wire;
    private final Turns turns;
    private final Tally tally;
    private final Transfer transfer = new Transfer(this);

    private boolean secure;
    private boolean greeted;
    private boolean extended;
    private boolean loggedIn;
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

    /** Whether the connection is encrypted. */
    boolean isSecure() {
        return secure;
    }

    /** Whether it can be, and is not yet. */
    Encryption encryption() {
        return secure ? Encryption.OFF : wire.encryption();
    }

    boolean isGreeted() {
        return greeted;
    }

    boolean isExtended() {
        return extended;
    }

    boolean isLoggedIn() {
        return loggedIn;
    }

    /** The SASL mechanisms that are offered now: none in clear text. */
    List<String> mechanisms() {
        return secure ? backend.login().mechanisms() : List.of();
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
    private boolean tell(Answer answer, Reply yes) {
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

    /** Tells the client to begin with the handshake. What it sends now is no concern of ours until that has ended. */
    void encrypt(Reply ready) {
        wire.send(ready);
        turns.go(Phase.WAITING);
        wire.encrypt();
    }

    void secured(TlsInfo tls) {
        if (phase() == Phase.CLOSED) {
            return;
        }
        reset();
        secure = true;
        greeted = false; // RFC 3207 4.2
        extended = false;
        backend.secured(tls);
        if (phase() == Phase.WAITING) {
            turns.go(Phase.COMMAND);
            leave();
        }
    }

    void opened(Answer answer) {
        if (answer.isYes()) {
            tell(answer, Reply.plain(220, settings.hostname() + " " + settings.protocol() + " Postrider"));
        } else {
            close(answer.reply().orElse(LOCAL_ERROR)); // RFC 5321 3.1: in place of the greeting
        }
    }

    /** The client stands in for another, for whom everything begins anew. */
    void standIn(ClientAttributes other) {
        greeted = false;
        extended = false;
        await(backend.standIn(other), answer -> {
            opened(answer);
            greeted = other.text(ClientAttribute.HELO).isPresent();
            loggedIn = other.text(ClientAttribute.LOGIN).isPresent();
            extended = greeted && other.text(ClientAttribute.PROTO).filter("ESMTP"::equalsIgnoreCase).isPresent();
        });
    }

    void greet(String name, boolean ehlo, Reply yes) {
        reset(); // RFC 5321 4.1.4
        await(ehlo ? ExtensionCheck.greeting(backend, name, yes) : backend.helo(name, false), answer -> {
            if (tell(answer, yes)) {
                greeted = true;
                extended = ehlo;
            }
        });
    }

    /** RFC 4954 4: the client is asked more, is known from now on, or is nobody still. */
    void login(Answer answer) {
        if (tell(answer, LOCAL_ERROR)) {
            loggedIn = answer.reply().get().code() != CHALLENGE;
            turns.go(loggedIn ? Phase.COMMAND : Phase.RESPONSE);
        }
    }

    void endLogin(Reply reply) {
        cancelLogin();
        refuse(reply);
    }

    void cancelLogin() {
        turns.go(Phase.COMMAND);
        backend.login().cancel();
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
            wire.send(answer.reply().orElse(LOCAL_ERROR));
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
        turns.go(Phase.CLOSED);
        forget();
        backend.reset();
    }
}
