package org.postrider.filter.milter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Header;
import org.postrider.api.message.Recipient;
import org.postrider.bridge.PeerException;
import org.postrider.bridge.PeerText;

/** The changes that a milter wants to one message, as edits. */
final class Amendments implements Consumer<Amendment> {

    private static final int MAX_EDITS = 1_000;

    private final List<Edit> edits = new ArrayList<>();
    private final NewBody body = new NewBody();
    private Optional<String> quarantine = Optional.empty();

    /** @throws PeerException if it is not allowed, or one too many */
    @Override
    public void accept(Amendment wanted) {
        if (wanted instanceof Amendment.Quarantine held) {
            quarantine = Optional.of(held.reason());
        } else if (wanted instanceof Amendment.ReplaceBody replace) {
            body.add(replace.piece());
        } else {
            edits.add(edit(wanted));
        }
        if (edits.size() > MAX_EDITS) {
            throw new PeerException("it wants more than " + MAX_EDITS + " changes of one message");
        }
    }

    private static Edit edit(Amendment wanted) {
        if (wanted instanceof Amendment.AddHeader add) {
            return new Edit.InsertHeader(Integer.MAX_VALUE, header(add.name(), add.value()));
        }
        if (wanted instanceof Amendment.InsertHeader insert) {
            return new Edit.InsertHeader(insert.index(), header(insert.name(), insert.value()));
        }
        if (wanted instanceof Amendment.ChangeHeader change) {
            int occurrence = Math.max(1, change.index());
            return change.value().isEmpty() ? new Edit.RemoveHeader(change.name(), occurrence)
                    : new Edit.ReplaceHeader(header(change.name(), change.value()), occurrence);
        }
        return ofEnvelope(wanted);
    }

    private static Edit ofEnvelope(Amendment wanted) {
        if (wanted instanceof Amendment.ChangeSender change) {
            return new Edit.ReplaceSender(EnvelopeText.path(change.path()));
        }
        if (wanted instanceof Amendment.AddRecipient add) {
            return new Edit.AddRecipient(new Recipient(EnvelopeText.recipient(add.path())));
        }
        if (wanted instanceof Amendment.AddRecipientWithParameters add) {
            return new Edit.AddRecipient(new Recipient(
                    EnvelopeText.recipient(add.path()), EnvelopeText.parameters(add.parameters())));
        }
        return new Edit.RemoveRecipient(EnvelopeText.recipient(((Amendment.RemoveRecipient) wanted).path()));
    }

    /** A line break comes as LF, and must be followed by white space: else it would begin a field of its own. */
    private static Header header(String name, String value) {
        try {
            return new Header(name, value.replace("\r\n", "\n").replace("\n", "\r\n"));
        } catch (IllegalArgumentException e) {
            throw new PeerException("it wants the field " + PeerText.quoted(name + ": " + value) + ": " + e.getMessage(), e);
        }
    }

    /** The milter's last word, with its changes if the message is taken. */
    Verdict verdict(MilterReply last) {
        if (last != Disposition.CONTINUE && last != Disposition.ACCEPT) {
            return Verdicts.of(last);
        }
        Verdict verdict = quarantine.map(Verdict::quarantine).orElse(Verdict.pass());
        for (Edit edit : edits) {
            verdict = verdict.with(edit);
        }
        return body.edit().isPresent() ? verdict.with(body.edit().get()) : verdict;
    }
}
