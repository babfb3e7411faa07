package org.postrider.smtp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.postrider.api.filter.Edit;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.mime.HeaderBlock;

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

    /** Reads the header block if an edit touches it. May block on a disk. */
    static EditedHeader of(SpoolDraft draft, List<Edit> edits) {
        if (edits.stream().noneMatch(EditedHeader::touchesHeader)) {
            return new EditedHeader(edits, new byte[0], 0);
        }
        try (InputStream in = draft.content().open()) {
            HeaderBlock block = HeaderBlock.read(in);
            return new EditedHeader(edits, block.edited(edits), block.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
