package org.postrider.filters;

import java.util.ArrayList;
import java.util.List;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.message.Evidence;
import org.postrider.api.trace.Step;

/** Makes one result of all calls of a stage: the most severe action that is in force, of equal ones the first. */
final class Combination {

    private static final Action PASS = new Action.Pass();

    private Combination() {}

    static StageResult of(Stage stage, List<FilterCall> calls, List<Evidence> evidence) {
        Action action = PASS;
        String decidedBy = "";
        List<Edit> edits = new ArrayList<>();
        List<Step> steps = new ArrayList<>(calls.size());
        for (FilterCall call : calls) {
            steps.add(call.step(stage));
            if (call.filter().isEnforced()) {
                edits.addAll(call.outcome().edits());
                if (Severity.of(call.outcome().action()) > Severity.of(action)) {
                    action = call.outcome().action();
                    decidedBy = call.filter().name();
                }
            }
        }
        return new StageResult(action, decidedBy, evidence, edits, steps);
    }
}
