package org.postrider.smtp.server;

import java.util.List;
import java.util.stream.Stream;

import org.postrider.api.filter.StageResult;
import org.postrider.api.message.Evidence;
import org.postrider.api.trace.Step;

/**
 * What filters came to, beside refusing.
 *
 * @param evidence what they found
 * @param steps what they did
 * @param fate what they want to become of the mail
 */
record Findings(List<Evidence> evidence, List<Step> steps, Fate fate) {

    static final Findings NONE = new Findings(List.of(), List.of(), Fate.DELIVER);

    static Findings of(StageResult result) {
        return new Findings(result.evidence(), result.steps(), Fate.of(result.action()));
    }

    /** What is found about a recipient says nothing of the message, unless it is to be kept back. */
    static Findings ofRecipient(StageResult result) {
        Fate fate = Fate.of(result.action());
        return new Findings(result.evidence(), result.steps(), fate.isDiscarded() ? Fate.DELIVER : fate);
    }

    Findings and(Findings more) {
        return new Findings(
                Stream.concat(evidence.stream(), more.evidence.stream()).toList(),
                Stream.concat(steps.stream(), more.steps.stream()).toList(),
                fate.or(more.fate));
    }
}
