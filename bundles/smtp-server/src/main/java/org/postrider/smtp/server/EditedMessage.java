package org.postrider.smtp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.postrider.api.filter.Edit;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.Submission;
import org.postrider.mime.HeaderBlock;
import org.postrider.mime.PatchedMessage;

/**
 * What edits make of a message and of its envelope.
 *
 * @param edits all of them, in order
 * @param content the octets, those of the draft among them
 */
record EditedMessage(List<Edit> edits, PatchedMessage content) {

    private static final int CHUNK = 64 * 1024;
    private static final long PATIENCE_SECONDS = 60;

    /** A message that nobody has edited. */
    static EditedMessage of(SpoolDraft draft) {
        return new EditedMessage(List.of(), PatchedMessage.of(draft.content()));
    }

    /** With edits of its header and envelope, where the header was read already. */
    EditedMessage and(HeaderBlock header, List<Edit> more) {
        return new EditedMessage(joined(more), content.edited(header, more));
    }

    /**
     * With more edits. Reads what is needed for that, and writes a body that has changed behind the bytes of the draft;
     * may then block on a disk.
     *
     * @throws IllegalArgumentException if an edit cannot be made
     */
    EditedMessage and(SpoolDraft draft, List<Edit> more) {
        if (more.isEmpty()) {
            return this;
        }
        try {
            PatchedMessage edited = content.edited(more);
            return new EditedMessage(joined(more), edited.head().isPresent() ? edited : appended(edited, draft));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Edit> joined(List<Edit> more) {
        List<Edit> all = new ArrayList<>(edits);
        all.addAll(more);
        return all;
    }

    private static PatchedMessage appended(PatchedMessage edited, SpoolDraft draft) throws IOException {
        long start = draft.size();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = edited.message().open()) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                write(draft, ByteBuffer.wrap(chunk, 0, count));
            }
        }
        return PatchedMessage.of(draft.content()).from(start);
    }

    private static void write(SpoolDraft draft, ByteBuffer bytes) {
        draft.write(bytes).toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** The message as others are to see it. */
    Message message() {
        return content.message();
    }

    /**
     * What the spool is to keep.
     *
     * @param field comes before everything else
     */
    Submission submission(Envelope envelope, byte[] field, Optional<String> hold) {
        PatchedMessage.Head head = content.head().orElseThrow();
        byte[] octets = Arrays.copyOf(field, field.length + head.octets().length);
        System.arraycopy(head.octets(), 0, octets, field.length, head.octets().length);
        return new Submission(envelope, octets, head.skip(), hold);
    }

    /**
     * With more edits of its header; those of its envelope are for {@link #edited}.
     *
     * @throws IllegalArgumentException if the header becomes too long
     */
    EditedMessage variant(List<Edit> more) {
        try {
            PatchedMessage edited = content.edited(more);
            if (edited.head().isEmpty()) {
                throw new IllegalArgumentException("the header of a copy is too long");
            }
            return new EditedMessage(edits, edited);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Envelope envelope(MailTransaction transaction) {
        return edited(new Envelope(transaction.sender(), transaction.recipients(), transaction.parameters()), edits);
    }

    /** An envelope with these edits; it may have no recipients. */
    static Envelope edited(Envelope envelope, List<Edit> edits) {
        Optional<Address> sender = envelope.sender();
        List<Recipient> recipients = new ArrayList<>(envelope.recipients());
        for (Edit edit : edits) {
            if (edit instanceof Edit.ReplaceSender replace) {
                sender = replace.sender();
            } else if (edit instanceof Edit.AddRecipient add) {
                recipients.add(add.recipient());
            } else if (edit instanceof Edit.RemoveRecipient remove) {
                recipients.removeIf(recipient -> recipient.address().equals(remove.recipient()));
            }
        }
        return new Envelope(sender, recipients, envelope.parameters());
    }
}
