package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.message.Address;
import org.postrider.api.smtp.Reply;

/** A client and its connection: keeps what the machine leaves and presents it again, as an event loop does. */
final class Client implements Wire {

    final ScriptedBackend backend = new ScriptedBackend();
    final SmtpMachine machine;
    final List<Runnable> loop = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    /** How long the machine wanted to wait, each time. */
    final List<Duration> waits = new ArrayList<>();
    /** What it waits for. */
    CompletableFuture<Void> delay = CompletableFuture.completedFuture(null);
    /** Whether STARTTLS is possible. */
    Encryption encryption = Encryption.OFF;
    private byte[] left = {};
    private boolean closed;

    Client() {
        this(SmtpLimits.defaults(), BareLineFeed.NORMALIZE);
    }

    Client(SmtpLimits limits, BareLineFeed bareLineFeed) {
        this(new SmtpSettings("mx.example", Address.parse("postmaster@mx.example"), bareLineFeed, limits));
    }

    private Client(SmtpSettings settings) {
        machine = new SmtpMachine(settings, backend, this, loop::add);
    }

    /** One that was greeted. */
    static Client greeted() {
        return new Client().open().say("EHLO c");
    }

    /** One that speaks LMTP and was not greeted. */
    static Client lmtp() {
        return new Client(new SmtpSettings("mx.example", Address.parse("postmaster@mx.example"), BareLineFeed.NORMALIZE,
                SmtpLimits.defaults()).lmtp()).open();
    }

    Client open() {
        machine.open();
        return this;
    }

    Client say(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n");
    }

    Client send(String text) {
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(left, left.length + more.length);
        System.arraycopy(more, 0, all, left.length, more.length);
        present(all);
        return this;
    }

    private void present(byte[] bytes) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        machine.receive(input);
        left = new byte[input.remaining()];
        input.get(left);
    }

    /** Runs what came back to the loop. */
    Client turn() {
        while (!loop.isEmpty()) {
            loop.remove(0).run();
        }
        return this;
    }

    /** The codes of the replies since the last call. */
    List<String> codes() {
        List<String> codes = replies.stream().map(Client::code).toList();
        replies.clear();
        return codes;
    }

    Reply lastReply() {
        return replies.get(replies.size() - 1);
    }

    private static String code(Reply reply) {
        return reply.code() + reply.enhanced().map(enhanced -> " " + enhanced).orElse("");
    }

    String left() {
        return new String(left, StandardCharsets.UTF_8);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Encryption encryption() {
        return encryption;
    }

    @Override
    public void send(Reply reply) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        replies.add(reply);
    }

    @Override
    public void close() {
        if (closed) {
            throw new IllegalStateException("closed twice");
        }
        closed = true;
    }

    @Override
    public CompletionStage<Void> after(Duration time) {
        waits.add(time);
        return delay;
    }

    @Override
    public void resume() {
        present(left);
    }
}
