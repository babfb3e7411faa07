package org.postrider.filter.policy.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Transaction;

/** Makes one verdict of all that is to be done with a message. */
final class MessageVerdict {

    private MessageVerdict() {}

    static Verdict of(List<PolicyAnswer.Note> notes, Transaction transaction) {
        Verdict verdict = Verdict.of(action(notes));
        for (Edit edit : edits(notes, transaction)) {
            verdict = verdict.with(edit);
        }
        return verdict;
    }

    /** What is to be kept is not dropped. */
    private static Action action(List<PolicyAnswer.Note> notes) {
        Stream<Action> held = only(notes, PolicyAnswer.Hold.class).map(hold -> new Action.Hold(hold.reason()));
        return held.findFirst().orElse(
                notes.contains(new PolicyAnswer.Discard()) ? new Action.Discard() : new Action.Pass());
    }

    private static List<Edit> edits(List<PolicyAnswer.Note> notes, Transaction transaction) {
        List<Edit> edits = new ArrayList<>();
        // each goes above those before it, and the first one shall be on top
        only(notes, PolicyAnswer.Prepend.class).forEach(field -> edits.add(0, new Edit.AddHeader(field.header())));
        List<PolicyAnswer.Redirect> redirects = only(notes, PolicyAnswer.Redirect.class).toList();
        if (!redirects.isEmpty()) {
            transaction.recipients().forEach(one -> edits.add(new Edit.RemoveRecipient(one.address())));
            edits.add(new Edit.AddRecipient(new Recipient(redirects.get(redirects.size() - 1).address())));
            return edits;
        }
        // of a copy the sender learns nothing: RFC 3461 4.1
        only(notes, PolicyAnswer.Copy.class).map(PolicyAnswer.Copy::address).distinct()
                .filter(copy -> transaction.recipients().stream().noneMatch(one -> one.address().equals(copy)))
                .forEach(copy -> edits.add(new Edit.AddRecipient(new Recipient(copy, Map.of("NOTIFY", "NEVER")))));
        return edits;
    }

    private static <T extends PolicyAnswer.Note> Stream<T> only(List<PolicyAnswer.Note> notes, Class<T> type) {
        return notes.stream().filter(type::isInstance).map(type::cast);
    }
}
