package org.postrider.shell;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.postrider.api.message.MessageId;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;
import org.postrider.api.trace.Traces;

/** Follows the trace of a message until its delivery has an end. */
final class DeliveryWatch {

    private static final long INTERVAL_MILLIS = 20;
    private static final String DELIVERY = "DELIVERY";

    private final Traces traces;
    private final List<MessageId> candidates;
    private int told;

    /** @param candidates what may be its id; the one that has a trace is */
    DeliveryWatch(Traces traces, List<MessageId> candidates) {
        this.traces = traces;
        this.candidates = candidates;
    }

    /**
     * Waits for the delivery and tells each step as it comes.
     *
     * @return the step of the delivery; empty if it has not ended in time
     */
    Optional<Step> await(Duration time, Consumer<Step> progress) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        do {
            Optional<Step> end = look(progress);
            if (end.isPresent()) {
                return end;
            }
            Thread.sleep(INTERVAL_MILLIS);
        } while (System.nanoTime() < deadline);
        return look(progress);
    }

    private Optional<Step> look(Consumer<Step> progress) {
        List<Step> steps = candidates.stream().flatMap(id -> traces.find(id).stream())
                .findFirst().map(Trace::steps).orElse(List.of());
        steps.stream().skip(told).forEach(progress);
        told = Math.max(told, steps.size());
        return steps.stream().filter(DeliveryWatch::isEnd).findFirst();
    }

    private static boolean isEnd(Step step) {
        return DELIVERY.equalsIgnoreCase(step.stage()) && (hasArrived(step) || startsWith(step, "5", "failed"));
    }

    /** Whether a step of the delivery says that the message has arrived. */
    static boolean hasArrived(Step delivery) {
        return startsWith(delivery, "2", "delivered");
    }

    private static boolean startsWith(Step step, String code, String word) {
        String result = step.result().toLowerCase(Locale.ROOT);
        return result.startsWith(code) || result.startsWith(word);
    }
}
