package org.postrider.smtp.server;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.postrider.api.filter.FilterPipeline;
import org.postrider.api.filter.Filters;
import org.postrider.api.filter.Stage;
import org.postrider.api.message.Address;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.Spool;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.net.Admission;
import org.postrider.smtp.protocol.Answer;
import org.postrider.smtp.protocol.ClientAttributes;
import org.postrider.smtp.protocol.MailCommand;
import org.postrider.smtp.protocol.SmtpBackend;
import org.postrider.smtp.protocol.SmtpLogin;

/** Decides for one session, with the services of the platform. Used on the event loop. */
final class MailSession implements SmtpBackend {

    private static final Reply CLEAR_TEXT = Reply.of(530, "5.7.0", "Must issue a STARTTLS command first"); // RFC 3207 4
    private static final CompletableFuture<Optional<Reply>> WELCOME = CompletableFuture.completedFuture(Optional.empty());
    private static final CompletableFuture<Void> DROPPED = CompletableFuture.completedFuture(null);

    private final ClientSession session;
    private final Admission admission;
    private final Services services;
    private final Report report;
    private final ReceivedField received;
    private final Optional<SubmissionAgent> agent;
    private final Login login;
    private final SessionExtensions extensions;
    private final Executor loop;

    private volatile FilterPipeline pipeline; // those that ask what is in use do so from other threads
    private ConnectionFilter connection;
    private TransactionFilter checks;
    private ClientAttributes forwarded = ClientAttributes.NONE;
    private MailTransaction transaction;
    private MessageIntake intake;

    /**
     * @param agent where mail is submitted
     * @param loop runs what is given to it on the event loop, at once if it is there already
     */
    MailSession(
            ClientSession session, Admission admission, Services services, ReceivedField received,
            Optional<SubmissionAgent> agent, Login login, Executor loop) {
        this.session = session;
        this.admission = admission;
        this.services = services;
        this.report = new Report(services, session);
        this.received = received;
        this.extensions = new SessionExtensions(services.extensions(), session);
        this.agent = agent;
        this.login = login;
        this.loop = loop;
    }

    boolean isAdmitted() {
        return admission.isAdmitted();
    }

    /** Whether the client can be told what becomes of it: what its mail needs is there, or it is refused anyway. */
    boolean isServed() {
        return services.areThere() || !admission.isAdmitted() || SessionPolicy.isClosed(session.role());
    }

    /** Whether it may run code of a bundle; from any thread. */
    boolean uses(long bundle) {
        FilterPipeline taken = pipeline;
        return taken != null && taken.bundles().contains(bundle) || extensions.isFrom(bundle);
    }

    /** Whether the spool has a message of which nobody knows yet whether it is kept. */
    boolean isCommitting() {
        return intake != null && intake.isCommitting();
    }

    @Override
    public CompletionStage<Answer> connect() {
        services.meters().sessions().increment();
        Optional<Filters> filters = services.filters();
        Optional<Reply> refusal = Entrance.refusal(admission, session.role(), filters, services);
        if (refusal.isPresent()) {
            return turnAway(refusal.get());
        }
        pipeline = filters.get().current();
        checks = new TransactionFilter(session, pipeline, report, loop);
        connection = new ConnectionFilter(session, services, pipeline, loop);
        return connection.connect();
    }

    /** Not traced: a flood would wash everything else out of the traces. */
    private CompletionStage<Answer> turnAway(Reply reply) {
        report.refused(Optional.empty(), Stage.CONNECT.name(), Report.ENGINE, reply);
        return Answers.of(reply);
    }

    @Override
    public void secured(TlsInfo tls) {
        session.secured(tls);
        extensions.forget(); // RFC 3207 4.2
    }

    @Override
    public SmtpLogin login() {
        return login;
    }

    @Override
    public CompletionStage<Answer> helo(String name, boolean extended) {
        session.greeted(name, extended);
        return connection.helo(name);
    }

    /** Strangers would have us send reports to whom they like; who submits may not have logged in yet. */
    @Override
    public boolean offersReports() {
        return session.mayRelay() || SessionPolicy.isSubmission(session.role());
    }

    @Override
    public SessionExtensions extensions() {
        return extensions;
    }

    @Override
    public boolean maySpeakForOthers() {
        return session.maySpeakForOthers();
    }

    @Override
    public CompletionStage<Answer> standIn(ClientAttributes other) {
        session.standsInFor(other);
        extensions.forget();
        connection = new ConnectionFilter(session, services, pipeline, loop);
        return connection.connect().thenCompose(answer -> answer.isYes() && session.helo().isPresent()
                ? connection.helo(session.helo().get()) : CompletableFuture.completedFuture(answer));
    }

    @Override
    public void forwarded(ClientAttributes other) {
        forwarded = other.after(forwarded);
    }

    @Override
    public CompletionStage<Answer> mail(MailCommand mail) {
        Optional<Spool> spool = services.spool();
        if (spool.isEmpty() || services.filters().isEmpty()) {
            return Answers.of(Answers.NOT_READY);
        }
        if (!spool.get().hasRoom() || !services.memory().hasRoomForMail()) {
            return Answers.of(Answers.FULL);
        }
        MailTransaction begun = new MailTransaction(spool.get().nextId(), session, mail, connection.findings());
        transaction = begun;
        begun.forwarded(forwarded);
        return unfit(begun.sender()).thenCompose(reply -> reply.isPresent()
                ? checks.refuse(begun, Stage.SENDER, reply.get())
                : checks.filter(begun, Stage.SENDER, filters -> filters.sender(begun, begun.sender()))).thenApply(decided -> {
            if (!decided.isYes()) {
                reset();
            }
            return decided;
        });
    }

    /** Why the client may not send as this, or not yet, if it may not. */
    private CompletionStage<Optional<Reply>> unfit(Optional<Address> sender) {
        if (session.isTlsRequired() && session.tls().isEmpty()) {
            return CompletableFuture.completedFuture(Optional.of(CLEAR_TEXT));
        }
        return agent.map(msa -> msa.refusal(sender)).orElse(WELCOME);
    }

    @Override
    public CompletionStage<Answer> recipient(Recipient recipient) {
        MailTransaction asked = transaction;
        asked.named(recipient);
        return new RecipientCheck(session, services, report, loop).refusal(recipient.address())
                .thenCompose(refusal -> refusal.isPresent()
                        ? checks.refuse(asked, Stage.RECIPIENT, refusal.get())
                        : checks.recipient(asked, recipient));
    }

    @Override
    public CompletionStage<Answer> data() {
        MailTransaction asked = transaction;
        return checks.filter(asked, Stage.DATA, filters -> filters.data(asked)).thenCompose(answer ->
                answer.isYes() ? begin(asked) : CompletableFuture.completedFuture(answer));
    }

    private CompletionStage<Answer> begin(MailTransaction asked) {
        Optional<Spool> spool = services.spool();
        if (spool.isEmpty()) {
            return checks.refuse(asked, Stage.DATA, Answers.NOT_READY);
        }
        if (asked == transaction) { // else the client has gone while filters were asked
            intake = new MessageIntake(asked, spool.get().begin(asked.id()), report, received, agent, loop);
        }
        return Answers.YES;
    }

    @Override
    public CompletionStage<Void> body(ByteBuffer bytes) {
        return intake == null ? DROPPED : intake.write(bytes);
    }

    @Override
    public CompletionStage<Answer> end() {
        long began = System.nanoTime();
        return intake.finish(pipeline).thenApply(answer -> {
            if (answer.isYes()) {
                services.meters().finish().record(System.nanoTime() - began);
            }
            return answer;
        });
    }

    @Override
    public void refused(String verb, Reply reply) {
        if (intake != null) {
            intake.refuse(Report.ENGINE, reply);
        } else if (transaction != null) {
            report.refused(transaction, verb.equals("RCPT") ? Stage.RECIPIENT.name() : verb, Report.ENGINE, reply);
        } else {
            report.refused(Optional.empty(), Stage.SENDER.name(), Report.ENGINE, reply);
        }
    }

    @Override
    public void reset() {
        if (intake != null) {
            intake.abandon();
        } else if (transaction != null) {
            report.unfinished(transaction);
        }
        transaction = null;
        intake = null;
        forwarded = ClientAttributes.NONE;
    }

    @Override
    public void ended() {
        if (pipeline != null && pipeline.hasFilters(Stage.END, session.role())) {
            pipeline.end(session);
        }
    }
}
