package org.postrider.filter.policy.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postrider.api.filter.Stage;
import org.postrider.api.message.MessageId;
import org.postrider.bridge.PeerException;

/** What a policy service has said in one session of messages that were not there yet. Safe from any thread. */
final class Notes {

    private static final int MAX = 100;

    private final Map<Object, List<PolicyAnswer.Note>> all = new LinkedHashMap<>();

    /** Something to be done with each message of the session, or with that of a transaction. */
    synchronized void add(Question question, PolicyAnswer.Note note) {
        Object scope = question.transaction().<Object>map(transaction -> transaction.id()).orElse(question.stage());
        all.keySet().removeIf(other -> scope instanceof MessageId && other instanceof MessageId && !other.equals(scope));
        List<PolicyAnswer.Note> notes = all.computeIfAbsent(scope, key -> new ArrayList<>());
        if (notes.size() == MAX) {
            throw new PeerException("it has said more than " + MAX + " times what to do with one message");
        }
        notes.add(note);
    }

    /** The client connects, or greets, once more: what was said of that no longer counts. */
    synchronized void forget(Stage stage) {
        all.remove(stage);
        if (stage == Stage.CONNECT) {
            all.clear();
        }
    }

    /** What is to be done with a message, in the order in which it was said. */
    synchronized List<PolicyAnswer.Note> of(MessageId message) {
        List<PolicyAnswer.Note> found = new ArrayList<>();
        all.forEach((scope, notes) -> found.addAll(scope instanceof Stage || scope.equals(message) ? notes : List.of()));
        return found;
    }
}
