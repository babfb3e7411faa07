package org.postrider.example.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;

/** One message for one run of the program. It is in a file first, so that a program that does not read holds up nobody. */
final class PipeDelivery implements Delivery {

    /** Of sysexits.h: bad data, no such user, no such host, not permitted. All others may be better another time. */
    private static final Set<Integer> FOR_GOOD = Set.of(65, 67, 68, 77);

    private final PipeTransport.Configuration configuration;
    private final Route route;
    private final QueuedMessage queued;
    private final List<Address> taken = new ArrayList<>();
    private Path file;

    PipeDelivery(PipeTransport.Configuration configuration, Route route, QueuedMessage queued) {
        this.configuration = configuration;
        this.route = route;
        this.queued = queued;
    }

    @Override
    public Optional<Outcome> add(Recipient recipient) {
        taken.add(recipient.address());
        return Optional.empty();
    }

    @Override
    public void write(Message message) throws IOException {
        file = Files.createTempFile("pipe-", ".eml"); // for nobody else to read
        try (InputStream in = message.open()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public Map<Address, Outcome> commit() throws IOException {
        Outcome outcome = outcome(run());
        return taken.stream().collect(Collectors.toMap(address -> address, address -> outcome));
    }

    /** No shell, and nothing that a stranger has written is an argument. */
    private int run() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(configuration.program(), route.destination())
                .redirectInput(file.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("SENDER", queued.envelope().reversePath());
        builder.environment().put("RECIPIENTS", taken.stream().map(Address::toString).collect(Collectors.joining("\n")));
        Process process = builder.start();
        try {
            if (!process.waitFor(configuration.seconds(), TimeUnit.SECONDS)) {
                throw new IOException("the program did not end within " + configuration.seconds() + " seconds");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Outcome outcome(int status) {
        if (status == 0) {
            return new Outcome.Delivered(Reply.of(250, "2.0.0", "Given to the program"), Outcome.Holder.SILENT);
        }
        return FOR_GOOD.contains(status)
                ? new Outcome.Failed(Reply.of(550, "5.3.0", "The program has refused it with status " + status))
                : new Outcome.Deferred(Reply.of(451, "4.3.0", "The program ended with status " + status));
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
