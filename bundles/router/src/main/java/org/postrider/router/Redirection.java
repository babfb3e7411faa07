package org.postrider.router;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.Submission;
import org.postrider.api.smtp.Reply;

/** One message on its way from an alias to the alias's targets. */
final class Redirection implements Delivery {
    private static final int BLOCK = 64 * 1024;
    private static final long DISK_SECONDS = 60;

    private final Spool spool;
    private final Envelope envelope;
    private final List<Address> targets;
    private final List<Recipient> taken = new ArrayList<>();
    private Optional<SpoolDraft> draft = Optional.empty();
    private Optional<Outcome> refused = Optional.empty();

    Redirection(Spool spool, Envelope envelope, List<Address> targets) {
        this.spool = spool;
        this.envelope = envelope;
        this.targets = List.copyOf(new LinkedHashSet<>(targets));
    }

    @Override
    public Optional<Outcome> add(Recipient recipient) {
        taken.add(recipient);
        return Optional.empty();
    }

    @Override
    public void write(Message message) throws IOException {
        refused = LoopGuard.check(message, taken).map(Outcome.Failed::new);
        if (refused.isEmpty()) {
            draft = Optional.of(spool.begin(spool.nextId()));
            copy(message, draft.get());
        }
    }

    private static void copy(Message message, SpoolDraft draft) throws IOException {
        byte[] block = new byte[BLOCK];
        try (InputStream in = message.open()) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                await(draft.write(ByteBuffer.wrap(block, 0, n)));
            }
        }
    }

    @Override
    public Map<Address, Outcome> commit() throws IOException {
        Map<Address, Outcome> outcomes = new HashMap<>();
        Outcome outcome = refused.isPresent() ? refused.get() : submit(draft.orElseThrow());
        taken.forEach(r -> outcomes.put(r.address(), outcome));
        return outcomes;
    }

    private Outcome submit(SpoolDraft written) throws IOException {
        Submission submission = new Submission(redirected(), head(), 0, Optional.empty());
        QueuedMessage queued = await(written.commit(submission));
        return new Outcome.Delivered(Reply.of(250, "2.1.5", "Redirected as " + queued.id()), Outcome.Holder.REPORTING);
    }

    private byte[] head() {
        StringBuilder head = new StringBuilder();
        taken.forEach(r -> head.append(LoopGuard.FIELD).append(": ").append(r.address()).append("\r\n"));
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Envelope redirected() {
        Map<String, String> asked = asked();
        List<Recipient> recipients = targets.stream().map(t -> new Recipient(t, asked)).toList();
        Map<String, String> parameters = new HashMap<>(envelope.parameters());
        parameters.remove("SIZE"); // of the message without its new field
        return new Envelope(envelope.sender(), recipients, parameters);
    }

    /** RFC 3461 5.2.7.2: what was asked for the alias is asked for its target; 5.2.7.3 (c): no success of several. */
    private Map<String, String> asked() {
        Map<String, String> asked = new HashMap<>(taken.size() == 1 ? taken.get(0).parameters() : Map.of());
        if (targets.size() > 1) {
            asked.computeIfPresent("NOTIFY", (keyword, when) -> withoutSuccess(when));
        }
        return asked;
    }

    private static String withoutSuccess(String when) {
        String rest = Stream.of(when.split(",")).filter(word -> !word.equalsIgnoreCase("SUCCESS"))
                .collect(Collectors.joining(","));
        return rest.isEmpty() ? "NEVER" : rest;
    }

    private static <T> T await(CompletionStage<T> stage) throws IOException {
        try {
            return stage.toCompletableFuture().get(DISK_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the redirected message could not be kept: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        draft.ifPresent(SpoolDraft::abort); // does nothing after a commit
    }
}
