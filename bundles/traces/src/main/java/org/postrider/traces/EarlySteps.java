package org.postrider.traces;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postrider.api.message.MessageId;
import org.postrider.api.trace.Step;

/**
 * Steps of traces that are not kept yet: a message may be delivered before the session that brought it has told its
 * story. There are few, for a short time; steps of what is never kept are pushed out by newer ones.
 */
final class EarlySteps {

    private static final int MAX_MESSAGES = 1_000;
    private static final int MAX_STEPS = 20;

    private final Map<MessageId, List<Step>> steps = new LinkedHashMap<>();
    private volatile boolean any;

    synchronized void add(MessageId id, Step step) {
        List<Step> ofMessage = steps.computeIfAbsent(id, i -> new ArrayList<>(2));
        if (ofMessage.size() < MAX_STEPS) {
            ofMessage.add(step);
        }
        if (steps.size() > MAX_MESSAGES) {
            steps.remove(steps.keySet().iterator().next());
        }
        any = true;
    }

    /** Takes the steps of a message out. Costs a read where there are none of any. */
    List<Step> take(MessageId id) {
        return any ? taken(id) : List.of();
    }

    private synchronized List<Step> taken(MessageId id) {
        List<Step> ofMessage = steps.remove(id);
        any = !steps.isEmpty();
        return ofMessage == null ? List.of() : ofMessage;
    }
}
