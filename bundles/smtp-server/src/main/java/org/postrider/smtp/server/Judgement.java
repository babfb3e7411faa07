package org.postrider.smtp.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.RecipientResult;
import org.postrider.api.filter.StageResult;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;
import org.postrider.smtp.protocol.Answer;

/**
 * What filters came to for each recipient of a message, and what becomes of it: the message is refused if nobody is left
 * who is not, else it is split where recipients are treated differently. Over LMTP each recipient has a reply (RFC 2033
 * 4.2); over SMTP there is one for all, so that the copy of a single recipient who is refused is held.
 */
final class Judgement {

    private final MailTransaction transaction;
    private final StageResult result;
    private final boolean lmtp;

    private record Treatment(Fate fate, List<Edit> edits) {}

    Judgement(MailTransaction transaction, StageResult result) {
        this.transaction = transaction;
        this.result = result;
        this.lmtp = SessionPolicy.isLmtp(transaction.session().role());
    }

    /** Without filters. */
    static Judgement none(MailTransaction transaction) {
        return new Judgement(
                transaction, new StageResult(new Action.Pass(), "", List.of(), List.of(), List.of()));
    }

    boolean isRefused() {
        return transaction.recipients().isEmpty() ? Answers.isRefusal(result.action())
                : transaction.recipients().stream().allMatch(r -> isRefused(r.address()));
    }

    private boolean isRefused(Address recipient) {
        return Answers.isRefusal(result.of(recipient).action());
    }

    /**
     * The refusal that the client is told of if all are refused. One reply for several recipients is only permanent if it
     * is so for all: nobody's mail fails because of another's.
     */
    RecipientResult refusal() {
        List<RecipientResult> refusals = refusals();
        RecipientResult first = refusals.isEmpty()
                ? new RecipientResult(result.action(), result.decidedBy(), List.of()) : refusals.get(0);
        return refusals.stream().filter(r -> Answers.refusal(r.action()).orElseThrow().isTransient()).findFirst()
                .orElse(first);
    }

    /** Of those who are refused, each. */
    List<RecipientResult> refusals() {
        return transaction.recipients().stream().map(Recipient::address).filter(this::isRefused).map(result::of).toList();
    }

    /** Whether those who are refused, while others are not, are told so. */
    boolean tellsEach() {
        return lmtp;
    }

    /** What the client is told, where the message is not simply refused or accepted for all. */
    Answer answer(Reply accepted) {
        if (!lmtp || result.recipients().isEmpty() || transaction.promised().isEmpty()) {
            return Answer.of(accepted);
        }
        return Answer.of(transaction.promised().stream().map(recipient -> Answers.refusal(result.of(recipient).action())
                .map(reply -> Answers.withId(reply, transaction.id())).orElse(accepted)).toList(), false);
    }

    /** Makes of the message what single recipients get; reads its header. */
    Map<List<Edit>, EditedMessage> variants(EditedMessage message) {
        Map<List<Edit>, EditedMessage> variants = new LinkedHashMap<>();
        variants.put(List.of(), message);
        result.recipients().values().forEach(own -> variants.computeIfAbsent(own.edits(), message::variant));
        return variants;
    }

    /** The messages that are to be stored; none if nobody gets one. */
    List<Copy> copies(Map<List<Edit>, EditedMessage> variants) {
        EditedMessage message = variants.get(List.of());
        Envelope all = message.envelope(transaction);
        Map<Treatment, List<Recipient>> treated = new LinkedHashMap<>();
        for (Recipient recipient : all.recipients()) {
            treatment(recipient.address())
                    .ifPresent(t -> treated.computeIfAbsent(t, none -> new ArrayList<>()).add(recipient));
        }
        List<Copy> copies = new ArrayList<>();
        treated.forEach((treatment, recipients) -> {
            Envelope envelope = EditedMessage.edited(all.withRecipients(recipients), treatment.edits());
            if (!envelope.recipients().isEmpty()) {
                copies.add(new Copy(envelope, variants.get(treatment.edits()), treatment.fate().hold()));
            }
        });
        return copies;
    }

    private Optional<Treatment> treatment(Address recipient) {
        RecipientResult own = result.of(recipient);
        Optional<Reply> refusal = Answers.refusal(own.action());
        if (refusal.isPresent() && lmtp && transaction.promised().contains(recipient)) {
            return Optional.empty();
        }
        Fate wanted = refusal.map(Fate::refused).orElseGet(() -> Fate.of(own.action()));
        Fate fate = transaction.fate(recipient).or(wanted);
        return fate.isDiscarded() ? Optional.empty() : Optional.of(new Treatment(fate, own.edits()));
    }
}
