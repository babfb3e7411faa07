package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.message.Address;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.fuzz.Input;
import org.postrider.fuzz.Promise;

/** A whole session: whatever a client says, what reaches the backend can be written into a spool, a header and a log. */
public final class SessionTarget implements SmtpBackend, Wire {

    private static final int MOST_REPLIES = 2_000;
    private static final SmtpSettings SETTINGS = new SmtpSettings("mx.example", Address.parse("postmaster@mx.example"),
            BareLineFeed.NORMALIZE, SmtpLimits.defaults());

    private final boolean reports;
    private boolean closed;
    private boolean binary;
    private int replies;
    private final StringBuilder message = new StringBuilder();

    private SessionTarget(boolean reports) {
        this.reports = reports;
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        int how = input.choose(4);
        int where = input.choose(2_048);
        SessionTarget session = new SessionTarget((how & 1) != 0);
        SmtpMachine machine = new SmtpMachine((how & 2) != 0 ? SETTINGS.lmtp() : SETTINGS, session, session, Runnable::run);
        machine.open();
        byte[] sent = input.rest();
        for (ByteBuffer piece : Input.split(sent, Math.min(where, sent.length))) {
            machine.receive(piece);
            Promise.that(!piece.hasRemaining() || machine.phase() == Phase.CLOSED, "all is taken", machine.phase());
        }
        machine.hangUp();
    }

    @Override
    public void send(Reply reply) {
        Promise.that(!closed, "nothing is said after the end", reply);
        Promise.that(++replies < MOST_REPLIES, "replies are bounded", replies);
        String wire = new String(ReplyEncoder.encode(reply), StandardCharsets.US_ASCII);
        Promise.that(wire.endsWith("\r\n") && wire.lines().allMatch(line -> line.matches("[2-5][0-9]{2}[ -].*")),
                "a reply is a reply", wire);
    }

    @Override
    public void close() {
        Promise.that(!closed, "there is one end", replies);
        closed = true;
    }

    @Override
    public void resume() {}

    private static CompletionStage<Answer> yes() {
        return CompletableFuture.completedFuture(Answer.yes());
    }

    @Override
    public CompletionStage<Answer> connect() {
        return yes();
    }

    @Override
    public void secured(TlsInfo tls) {
        throw new AssertionError("nobody has encrypted anything");
    }

    @Override
    public CompletionStage<Answer> helo(String name, boolean extended) {
        Promise.oneLine(name);
        return yes();
    }

    @Override
    public boolean offersReports() {
        return reports;
    }

    @Override
    public boolean maySpeakForOthers() {
        return reports;
    }

    @Override
    public CompletionStage<Answer> standIn(ClientAttributes other) {
        Promise.oneLine(other.toString());
        return yes();
    }

    @Override
    public void forwarded(ClientAttributes other) {
        Promise.oneLine(other.toString());
    }

    @Override
    public CompletionStage<Answer> mail(MailCommand command) {
        command.sender().ifPresent(SessionTarget::same);
        words(command.parameters());
        binary = command.isBinary();
        return yes();
    }

    @Override
    public CompletionStage<Answer> recipient(Recipient recipient) {
        same(recipient.address());
        words(recipient.parameters());
        return yes();
    }

    private static void same(Address address) {
        Promise.oneLine(address.toString());
        Promise.that(Address.parse(address.toString()).equals(address), "written and read it is the same", address);
    }

    private static void words(Map<String, String> parameters) {
        parameters.forEach((keyword, value) -> {
            Promise.oneLine(keyword + value);
            Promise.that((keyword + value).indexOf(' ') < 0, "a parameter is a word", parameters);
        });
    }

    @Override
    public CompletionStage<Answer> data() {
        message.setLength(0);
        return yes();
    }

    @Override
    public CompletionStage<Void> body(ByteBuffer bytes) {
        message.append(StandardCharsets.ISO_8859_1.decode(bytes));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Answer> end() {
        String text = message.toString().replace("\r\n", "");
        Promise.that(binary || text.indexOf('\r') < 0 && text.indexOf('\n') < 0, "lines end in CRLF", message);
        return CompletableFuture.completedFuture(Answer.of(
                new Reply(250, Optional.empty(), java.util.List.of("Queued"))));
    }

    @Override
    public void refused(String verb, Reply reply) {
        Promise.that(!reply.isPositive(), "a refusal is none", reply);
    }

    @Override
    public void reset() {
        message.setLength(0);
    }
}
