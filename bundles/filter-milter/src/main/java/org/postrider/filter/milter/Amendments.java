package org.postrider.filter.milter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Recipient;
import org.postrider.bridge.AddressText;
import org.postrider.bridge.HeaderEdits;
import org.postrider.bridge.NewBody;
import org.postrider.bridge.PeerException;

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
            return HeaderEdits.add(add.name(), add.value());
        }
        if (wanted instanceof Amendment.InsertHeader insert) {
            return HeaderEdits.insert(insert.index(), insert.name(), insert.value());
        }
        if (wanted instanceof Amendment.ChangeHeader change) {
            return HeaderEdits.change(change.index(), change.name(), change.value());
        }
        return ofEnvelope(wanted);
    }

    private static Edit ofEnvelope(Amendment wanted) {
        if (wanted instanceof Amendment.ChangeSender change) {
            return new Edit.ReplaceSender(AddressText.path(change.path()));
        }
        if (wanted instanceof Amendment.AddRecipient add) {
            return new Edit.AddRecipient(new Recipient(AddressText.recipient(add.path())));
        }
        if (wanted instanceof Amendment.AddRecipientWithParameters add) {
            return new Edit.AddRecipient(new Recipient(
                    AddressText.recipient(add.path()), AddressText.parameters(add.parameters())));
        }
        return new Edit.RemoveRecipient(AddressText.recipient(((Amendment.RemoveRecipient) wanted).path()));
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
