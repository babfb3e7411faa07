package org.postrider.testing.smtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.Submission;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.smtp.protocol.Answer;
import org.postrider.smtp.protocol.MailCommand;
import org.postrider.smtp.protocol.SmtpBackend;
import org.postrider.testing.fake.FixedDirectory;
import org.postrider.testing.fake.MemorySpool;

/** A server as small as it can be: the directory of the transcripts, and a spool in memory. */
final class SpoolBackend implements SmtpBackend {

    private static final CompletableFuture<Answer> YES = CompletableFuture.completedFuture(Answer.yes());

    private final FixedDirectory directory = FixedDirectory.localhost();
    private final MemorySpool spool = new MemorySpool();
    private final List<Recipient> recipients = new ArrayList<>();
    private MailCommand mail;
    private SpoolDraft draft;

    @Override
    public CompletionStage<Answer> connect() {
        return YES;
    }

    @Override
    public void secured(TlsInfo tls) {}

    @Override
    public CompletionStage<Answer> helo(String name, boolean extended) {
        return YES;
    }

    @Override
    public boolean offersReports() {
        return false;
    }

    @Override
    public CompletionStage<Answer> mail(MailCommand command) {
        mail = command;
        return YES;
    }

    @Override
    public CompletionStage<Answer> recipient(Recipient recipient) {
        return directory.resolve(recipient.address()).thenApply(resolution -> {
            if (resolution instanceof Resolution.Foreign) {
                return Answer.of(Reply.of(554, "5.7.1", "Relaying denied"));
            }
            if (resolution instanceof Resolution.Unknown) {
                return Answer.of(Reply.of(550, "5.1.1", "No such recipient"));
            }
            recipients.add(recipient);
            return Answer.yes();
        });
    }

    @Override
    public CompletionStage<Answer> data() {
        draft = spool.begin(spool.nextId());
        return YES;
    }

    @Override
    public CompletionStage<Void> body(ByteBuffer bytes) {
        return draft.write(bytes);
    }

    @Override
    public CompletionStage<Answer> end() {
        Submission submission = new Submission(
                new Envelope(mail.sender(), recipients, mail.parameters()), new byte[0], 0, java.util.Optional.empty());
        return draft.commit(submission).thenApply(message ->
                Answer.of(Reply.of(250, "2.0.0", "Queued as " + message.id())));
    }

    @Override
    public void refused(String verb, Reply reply) {
        // told to the client, which is all that counts here
    }

    @Override
    public void reset() {
        recipients.clear();
        if (draft != null) {
            draft.abort();
            draft = null;
        }
    }
}
