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

    /** Where what filters want is kept for each recipient. */
    static Findings withoutFate(StageResult result) {
        return new Findings(result.evidence(), result.steps(), Fate.DELIVER);
    }

    Findings and(Findings more) {
        return new Findings(
                Stream.concat(evidence.stream(), more.evidence.stream()).toList(),
                Stream.concat(steps.stream(), more.steps.stream()).toList(),
                fate.or(more.fate));
    }
}
