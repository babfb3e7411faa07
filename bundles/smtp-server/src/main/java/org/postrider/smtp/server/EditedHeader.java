package org.postrider.smtp.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.postrider.api.filter.Edit;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.mime.HeaderBlock;
import org.postrider.mime.ParsedMessage;

/**
 * What edits make of a message: of its header block, which is written anew, and of its envelope.
 *
 * @param edits all of them, in order
 * @param block the new header block; empty if the old one stays
 * @param replaced octets of the old block that the new one stands for
 */
record EditedHeader(List<Edit> edits, byte[] block, long replaced) {

    private static final EditedHeader NONE = new EditedHeader(List.of(), new byte[0], 0);

    static EditedHeader none() {
        return NONE;
    }

    /** What these edits make of a header block that was read already. */
    static EditedHeader of(HeaderBlock block, List<Edit> edits) {
        return edits.isEmpty() ? NONE : new EditedHeader(edits, block.edited(edits), block.length());
    }

    /** What becomes of it with more edits. Reads the header block if that is needed, and may then block on a disk. */
    EditedHeader and(SpoolDraft draft, List<Edit> more) {
        List<Edit> all = new ArrayList<>(edits);
        all.addAll(more);
        if (more.stream().noneMatch(EditedHeader::touchesHeader)) {
            return new EditedHeader(all, block, replaced);
        }
        try (InputStream in = content(draft).open()) {
            HeaderBlock read = HeaderBlock.read(in);
            return new EditedHeader(all, read.edited(more), block.length == 0 ? read.length() : replaced);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message with this header, as others are to see it. */
    Message content(SpoolDraft draft) {
        return block.length == 0 ? draft.content()
                : new ParsedMessage(block.length + draft.size() - replaced, () -> joined(draft));
    }

    private InputStream joined(SpoolDraft draft) throws IOException {
        InputStream rest = draft.content().open();
        try {
            rest.skipNBytes(replaced);
        } catch (IOException e) {
            rest.close();
            throw e;
        }
        return new SequenceInputStream(new ByteArrayInputStream(block), rest);
    }

    private static boolean touchesHeader(Edit edit) {
        return edit instanceof Edit.AddHeader || edit instanceof Edit.RemoveHeader
                || edit instanceof Edit.ReplaceHeader;
    }

    /** The bytes that come before the rest of the message: this field, then the new block. */
    byte[] below(byte[] field) {
        if (block.length == 0) {
            return field;
        }
        byte[] head = Arrays.copyOf(field, field.length + block.length);
        System.arraycopy(block, 0, head, field.length, block.length);
        return head;
    }

    Envelope envelope(MailTransaction transaction) {
        Optional<Address> sender = transaction.sender();
        List<Recipient> recipients = new ArrayList<>(transaction.recipients());
        for (Edit edit : edits) {
            if (edit instanceof Edit.ReplaceSender replace) {
                sender = replace.sender();
            } else if (edit instanceof Edit.AddRecipient add) {
                recipients.add(add.recipient());
            } else if (edit instanceof Edit.RemoveRecipient remove) {
                recipients.removeIf(recipient -> recipient.address().equals(remove.recipient()));
            }
        }
        return new Envelope(sender, recipients, transaction.parameters());
    }
}
