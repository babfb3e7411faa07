package org.postrider.filters;

import java.util.ArrayList;
import java.util.List;

import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.message.Evidence;
import org.postrider.api.trace.Step;

/** Makes one result of all calls of a stage, from those whose filters are in force. */
final class Combination {

    private Combination() {}

    static StageResult of(Stage stage, List<FilterCall> calls, List<Evidence> evidence) {
        Standing standing = new Standing();
        List<Edit> edits = new ArrayList<>();
        List<Step> steps = new ArrayList<>(calls.size());
        for (FilterCall call : calls) {
            steps.add(call.step(stage));
            if (call.filter().isEnforced()) {
                edits.addAll(call.outcome().edits());
                standing.add(call.filter().name(), call.outcome());
            }
        }
        if (stage != Stage.END) {
            calls.forEach(call -> call.filter().source().opinions().count(call.filter(), call.outcome(), standing));
        }
        return new StageResult(standing.all().action(), standing.all().decidedBy(), evidence, edits, standing.named(), steps);
    }
}
