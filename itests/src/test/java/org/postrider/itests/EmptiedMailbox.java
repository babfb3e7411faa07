package org.postrider.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The postmaster's mailbox, emptied all the time by somebody who notes the number of each message of a load. */
final class EmptiedMailbox implements AutoCloseable {

    private static final int PERIOD_MS = 200;

    private final Maildir mailbox;
    private final BitSet found = new BitSet();
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor();
    private RuntimeException fault;

    private EmptiedMailbox(Maildir mailbox) {
        this.mailbox = mailbox;
    }

    static EmptiedMailbox of(PostriderServer server) {
        EmptiedMailbox emptied = new EmptiedMailbox(Maildir.of(server.home(), "localhost", "postmaster"));
        emptied.reader.scheduleWithFixedDelay(emptied::empty, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
        return emptied;
    }

    private synchronized void empty() {
        try {
            for (Path file : mailbox.files()) {
                note(Integer.parseInt(AckedLoad.ids(List.of(
                        Files.readString(file, StandardCharsets.ISO_8859_1))).get(0)));
                Files.delete(file);
            }
        } catch (IOException e) {
            fault = new UncheckedIOException(e);
        } catch (RuntimeException e) {
            fault = e;
        }
    }

    private void note(int number) {
        if (found.get(number)) {
            throw new IllegalStateException("message " + number + " was delivered twice");
        }
        found.set(number);
    }

    /** The numbers so far. @throws RuntimeException if one came twice, or what came was no message of a load */
    synchronized BitSet found() {
        if (fault != null) {
            throw fault;
        }
        return (BitSet) found.clone();
    }

    @Override
    public void close() throws InterruptedException {
        reader.shutdown();
        if (!reader.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the mailbox is still being read");
        }
    }
}
