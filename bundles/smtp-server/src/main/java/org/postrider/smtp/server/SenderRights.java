package org.postrider.smtp.server;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.postrider.api.directory.Directory;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.smtp.Reply;

/** Whether an address is one of an account's own: itself, a sub-address of it, or an alias that leads to it. */
final class SenderRights {

    private static final Reply NO_DIRECTORY = Reply.of(451, "4.3.0", "Sender cannot be checked at the moment");

    private final Services services;
    private final Report report;
    private final Executor loop;

    SenderRights(Services services, Report report, Executor loop) {
        this.services = services;
        this.report = report;
        this.loop = loop;
    }

    /**
     * Why the account may not use one of these addresses, if it may not; completes on the event loop, and never
     * exceptionally.
     *
     * @param refusal what is said of an address that is not its own
     */
    CompletableFuture<Optional<Reply>> refusal(Address account, List<Address> used, Reply refusal) {
        Optional<Directory> directory = services.directory();
        if (directory.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.of(Answers.NOT_READY));
        }
        CompletableFuture<Optional<Reply>> result = CompletableFuture.completedFuture(Optional.empty());
        for (Address address : used) {
            if (!address.equals(account)) {
                result = result.thenCompose(before -> before.isPresent() ? CompletableFuture.completedFuture(before)
                        : owned(directory.get(), account, address, refusal));
            }
        }
        return result;
    }

    private CompletableFuture<Optional<Reply>> owned(
            Directory directory, Address account, Address address, Reply refusal) {
        return Answers.then(RecipientCheck.resolve(directory, address), (resolution, fault) -> {
            if (fault != null) {
                report.failed("directory", fault);
                return Optional.of(NO_DIRECTORY);
            }
            return isOf(resolution, account) ? Optional.empty() : Optional.of(refusal);
        }, loop);
    }

    private static boolean isOf(Resolution resolution, Address account) {
        return resolution instanceof Resolution.Mailbox mailbox && mailbox.account().address().equals(account)
                || resolution instanceof Resolution.Alias alias && alias.targets().contains(account);
    }
}
