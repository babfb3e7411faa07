package org.postrider.itests.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Router;
import org.postrider.api.event.MailEvent;
import org.postrider.api.event.MailObserver;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Transaction;

/**
 * A plugin that notes on which threads it is called: one line for each call, in {@code threads} of the data directory.
 * As a filter it takes a processor and heeds nothing for messages that ask for it, until there is a file {@code calm}.
 */
public final class ThreadTeller implements MailFilter, MailObserver, Router {

    private static final Path HOME = Path.of(System.getProperty("postrider.home"));
    private static final long LIMIT = Duration.ofSeconds(25).toNanos();

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        note("filter");
        if (message.header("X-Load-Id").filter(id -> id.startsWith("busy")).isPresent()) {
            note("busy");
            stayBusy();
        }
        return Verdict.pass();
    }

    private static void stayBusy() {
        long end = System.nanoTime() + LIMIT;
        while (!Files.exists(HOME.resolve("calm")) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void on(MailEvent event) {
        note("observer");
    }

    @Override
    public Optional<Route> route(Envelope envelope, Recipient recipient) {
        note("delivery");
        return Optional.empty();
    }

    private static void note(String role) {
        try {
            Files.writeString(HOME.resolve("threads"), role + " " + Thread.currentThread() + "\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
