package org.postrider.filters;

import java.util.List;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.FailureAction;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Evidence;
import org.postrider.api.smtp.Reply;

/**
 * What a call came to.
 *
 * @param text for the trace
 */
record Outcome(Action action, List<Evidence> evidence, List<Edit> edits, String text) {

    private static final Action PASS = new Action.Pass();
    private static final Action DEFER =
            new Action.Defer(Reply.of(451, "4.3.0", "Temporary failure, please try again later"));
    private static final Action REJECT = new Action.Reject(Reply.of(554, "5.3.0", "The message cannot be accepted"));

    static Outcome of(Verdict verdict) {
        return new Outcome(verdict.action(), verdict.evidence(), verdict.edits(), VerdictText.of(verdict.action()));
    }

    /** What the filter's failure action says instead of the verdict that there is none of. */
    static Outcome failed(ConfiguredFilter filter, Stage stage, String problem) {
        Action action = action(filter, stage, problem);
        return new Outcome(action, List.of(), List.of(), "failed: " + problem + "; so " + VerdictText.of(action));
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
    static String fault(Verdict verdict, Phase phase, Stage stage) {
        if (verdict == null) {
            return "it returned null";
        }
        if (!verdict.edits().isEmpty() && stage != Stage.MESSAGE) {
            return "it returned edits before there is a message";
        }
        boolean decides = Severity.of(verdict.action()) > Severity.of(new Action.Accept());
        if (decides && phase == Phase.EVIDENCE) {
            return "it is an evidence filter and returned " + VerdictText.of(verdict.action());
        }
        return "";
    }
}
