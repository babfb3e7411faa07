package org.postrider.smtp.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;

/** Says yes to everything, unless a test has put another answer in its place; remembers what it was told. */
final class ScriptedBackend implements SmtpBackend {

    final List<String> calls = new ArrayList<>();
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    /** Those that were complete. */
    final List<String> messages = new ArrayList<>();
    boolean speaksForOthers;
    private int begun;
    int ended;
    final List<Recipient> recipients = new ArrayList<>();
    boolean offersReports = true;
    final Map<String, CompletableFuture<Answer>> answers = new HashMap<>();
    SmtpLogin login = SmtpLogin.NONE;
    MailCommand mail;
    CompletableFuture<Void> room = CompletableFuture.completedFuture(null);

    /** From now on this call waits until the future is completed. */
    CompletableFuture<Answer> later(String call) {
        return answers.compute(call, (name, old) -> new CompletableFuture<>());
    }

    void answer(String call, Answer answer) {
        answers.put(call, CompletableFuture.completedFuture(answer));
    }

    private CompletionStage<Answer> call(String call, Answer usual) {
        calls.add(call);
        return answers.getOrDefault(call, CompletableFuture.completedFuture(usual));
    }

    @Override
    public CompletionStage<Answer> connect() {
        return call("connect", Answer.yes());
    }

    @Override
    public void secured(TlsInfo tls) {
        calls.add("secured");
    }

    @Override
    public SmtpLogin login() {
        return login;
    }

    @Override
    public CompletionStage<Answer> helo(String name, boolean extended) {
        return call("helo", Answer.yes());
    }

    @Override
    public boolean offersReports() {
        return offersReports;
    }

    @Override
    public CompletionStage<Answer> mail(MailCommand command) {
        mail = command;
        return call("mail", Answer.yes());
    }

    @Override
    public CompletionStage<Answer> recipient(Recipient recipient) {
        recipients.add(recipient);
        return call("recipient", Answer.yes());
    }

    @Override
    public CompletionStage<Answer> data() {
        begun = body.size();
        return call("data", Answer.yes());
    }

    @Override
    public CompletionStage<Void> body(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        body.writeBytes(copy);
        return room;
    }

    @Override
    public CompletionStage<Answer> end() {
        messages.add(body.toString(StandardCharsets.UTF_8).substring(begun));
        return call("end", Answer.of(Reply.of(250, "2.0.0", "Queued")));
    }

    @Override
    public boolean maySpeakForOthers() {
        return speaksForOthers;
    }

    @Override
    public CompletionStage<Answer> standIn(ClientAttributes other) {
        return call("standIn " + other, Answer.yes());
    }

    @Override
    public void forwarded(ClientAttributes other) {
        calls.add("forwarded " + other);
    }

    @Override
    public void refused(String verb, Reply reply) {
        calls.add("refused " + verb + " " + reply.code());
    }

    @Override
    public void reset() {
        calls.add("reset");
    }

    @Override
    public void ended() {
        ended++;
    }
}
