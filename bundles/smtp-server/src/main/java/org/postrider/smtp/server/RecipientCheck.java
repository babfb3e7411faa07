package org.postrider.smtp.server;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.postrider.api.directory.Directory;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.smtp.Reply;

/** Whether we take mail for an address from a client: it is ours, or the client may relay. */
final class RecipientCheck {

    private static final Reply NO_RELAY = Reply.of(554, "5.7.1", "Relaying denied");
    private static final Reply UNKNOWN = Reply.of(550, "5.1.1", "No such recipient");
    private static final Reply DISABLED = Reply.of(550, "5.2.1", "Mailbox disabled");
    private static final Reply NO_DIRECTORY = Reply.of(451, "4.3.0", "Recipient cannot be checked at the moment");

    private final ClientSession session;
    private final Services services;
    private final Report report;
    private final Executor loop;

    RecipientCheck(ClientSession session, Services services, Report report, Executor loop) {
        this.session = session;
        this.services = services;
        this.report = report;
        this.loop = loop;
    }

    /** Why the address is refused, if it is; completes on the event loop, and never exceptionally. */
    CompletableFuture<Optional<Reply>> refusal(Address address) {
        Optional<Directory> directory = services.directory();
        if (directory.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.of(Answers.NOT_READY));
        }
        return Answers.then(resolve(directory.get(), address), this::refusal, loop);
    }

    /** What the directory says; a directory that throws counts as one that fails. */
    static CompletionStage<Resolution> resolve(Directory directory, Address address) {
        try {
            return directory.resolve(address);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<Reply> refusal(Resolution resolution, Throwable fault) {
        if (fault != null) { // a look-up that fails never makes an address unknown
            report.failed("directory", fault);
            return Optional.of(NO_DIRECTORY);
        }
        if (resolution instanceof Resolution.Foreign) {
            return session.mayRelay() ? Optional.empty() : Optional.of(NO_RELAY); // RFC 5321 3.6.2
        }
        if (resolution instanceof Resolution.Unknown) {
            return Optional.of(UNKNOWN);
        }
        boolean disabled = resolution instanceof Resolution.Mailbox mailbox && !mailbox.account().enabled();
        return disabled ? Optional.of(DISABLED) : Optional.empty();
    }
}
