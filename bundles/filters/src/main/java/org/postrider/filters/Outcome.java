package org.postrider.filters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.FailureAction;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;
import org.postrider.api.smtp.Reply;

/**
 * What a call came to.
 *
 * @param recipients verdicts for single recipients, in place of the action
 * @param text for the trace
 * @param isFailure whether it is what the filter's failure action says
 */
record Outcome(
        Action action, List<Evidence> evidence, List<Edit> edits, Map<Address, Verdict> recipients, String text,
        boolean isFailure) {

    private static final Action PASS = new Action.Pass();
    private static final Action DEFER =
            new Action.Defer(Reply.of(451, "4.3.0", "Temporary failure, please try again later"));
    private static final Action REJECT = new Action.Reject(Reply.of(554, "5.3.0", "The message cannot be accepted"));

    static Outcome of(Verdict verdict) {
        List<Evidence> evidence = new ArrayList<>(verdict.evidence());
        verdict.recipients().values().forEach(own -> evidence.addAll(own.evidence()));
        return new Outcome(verdict.action(), evidence, verdict.edits(), verdict.recipients(),
                VerdictText.of(verdict), false);
    }

    /** Whether the guards behind are to be skipped: for all recipients. */
    boolean isAccept() {
        return action instanceof Action.Accept
                && recipients.values().stream().allMatch(own -> own.action() instanceof Action.Accept);
    }

    /** What the filter's failure action says instead of the verdict that there is none of. */
    static Outcome failed(ConfiguredFilter filter, Stage stage, String problem) {
        Action action = action(filter, stage, problem);
        return new Outcome(action, List.of(), List.of(), Map.of(),
                "failed: " + problem + "; so " + VerdictText.of(action), true);
    }

    private static Action action(ConfiguredFilter filter, Stage stage, String problem) {
        FailureAction onFailure = filter.onFailure();
        if (onFailure == FailureAction.PASS || stage == Stage.END) { // nothing is left that could be refused
            return PASS;
        }
        if (onFailure == FailureAction.REJECT) {
            return REJECT;
        }
        // before there is a message nothing can be kept back, so the client is to come again
        boolean keep = onFailure == FailureAction.QUARANTINE && stage == Stage.MESSAGE;
        return keep ? new Action.Quarantine("filter " + filter.name() + " failed: " + problem) : DEFER;
    }

    /** Why a verdict is none that the filter may return here; empty if it is one. */
    static String fault(Verdict verdict, Phase phase, Stage stage, Collection<Address> recipients) {
        if (verdict == null) {
            return "it returned null";
        }
        if (!verdict.edits().isEmpty() && stage != Stage.MESSAGE) {
            return "it returned edits before there is a message";
        }
        if (!verdict.recipients().isEmpty() && stage != Stage.MESSAGE) {
            return "it named recipients before there is a message";
        }
        for (Address named : verdict.recipients().keySet()) {
            if (!recipients.contains(named)) {
                return "it named <" + LogText.line(named.toString()) + ">, which is no recipient";
            }
        }
        return phase == Phase.EVIDENCE ? decision(verdict) : "";
    }

    private static String decision(Verdict verdict) {
        boolean decides = decides(verdict) || verdict.recipients().values().stream().anyMatch(Outcome::decides);
        return decides ? "it is an evidence filter and returned " + VerdictText.of(verdict) : "";
    }

    private static boolean decides(Verdict verdict) {
        return Severity.of(verdict.action()) > Severity.of(new Action.Accept());
    }
}
