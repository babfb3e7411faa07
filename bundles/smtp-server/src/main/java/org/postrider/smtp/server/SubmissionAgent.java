package org.postrider.smtp.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.postrider.api.filter.Edit;
import org.postrider.api.message.Address;
import org.postrider.api.smtp.Reply;

/**
 * What a message submission agent does beyond a relay, RFC 6409, for one session: it knows who submits, lets nobody write
 * in another's name, and completes what mail programs leave out. Used on the event loop.
 */
final class SubmissionAgent {

    private static final Reply LOGIN = Reply.of(530, "5.7.0", "Authentication required");
    private static final Reply NOT_YOURS = Reply.of(553, "5.7.1", "Sender address is not one of yours");
    private static final Reply NOT_FROM_YOU = Reply.of(550, "5.7.1", "From or Sender is an address that is not one of yours");
    private static final Reply TOO_MANY = Reply.of(451, "4.7.1", "Too many messages from this account, try again later");
    private static final CompletableFuture<Optional<Reply>> WELCOME = CompletableFuture.completedFuture(Optional.empty());

    private final ClientSession session;
    private final SubmissionPolicy policy;
    private final SenderRights rights;
    private final AccountRates rates;
    private final MailDate date;

    SubmissionAgent(
            ClientSession session, SubmissionPolicy policy, SenderRights rights, AccountRates rates, MailDate date) {
        this.session = session;
        this.policy = policy;
        this.rights = rights;
        this.rates = rates;
        this.date = date;
    }

    /** Why a transaction does not begin, if it does not; completes on the event loop, and never exceptionally. */
    CompletableFuture<Optional<Reply>> refusal(Optional<Address> sender) {
        if (!session.mayRelay()) { // RFC 6409 4.3
            return refused(LOGIN);
        }
        if (session.account().isEmpty()) {
            return WELCOME;
        }
        Address account = session.account().get();
        if (!rates.hasLeft(account, policy.perHour())) {
            return refused(TOO_MANY);
        }
        return policy.senders().checksEnvelope()
                ? rights.refusal(account, sender.stream().toList(), NOT_YOURS) : WELCOME;
    }

    /** Why a message is not taken because of its header, if it is not; as {@link #refusal(Optional)}. */
    CompletableFuture<Optional<Reply>> refusal(SubmittedHeader header) {
        return session.account().isPresent() && policy.senders().checksHeader()
                ? rights.refusal(session.account().get(), header.claimed(), NOT_FROM_YOU) : WELCOME;
    }

    private static CompletableFuture<Optional<Reply>> refused(Reply reply) {
        return CompletableFuture.completedFuture(Optional.of(reply));
    }

    /** What is to be done to the header before anybody else sees it. */
    List<Edit> completion(SubmittedHeader header, MailTransaction transaction) {
        return Completion.of(header, session.account().or(transaction::sender), transaction.id(), policy.hostname(),
                Instant.now(), date);
    }

    /** A message was accepted. */
    void accepted() {
        session.account().ifPresent(account -> rates.count(account, policy.perHour()));
    }
}
