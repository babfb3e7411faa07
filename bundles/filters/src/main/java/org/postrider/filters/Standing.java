package org.postrider.filters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.RecipientResult;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;

/**
 * What actions come to: the most severe, of equal ones the first. Once a filter has named a recipient, that recipient is
 * counted apart, with what came before.
 */
final class Standing {

    private static final RecipientResult NOTHING = new RecipientResult(new Action.Pass(), "", List.of());

    private final Map<Address, RecipientResult> named = new LinkedHashMap<>();
    private RecipientResult all = NOTHING;

    void add(String filter, Outcome outcome) {
        outcome.recipients().keySet().forEach(recipient -> named.putIfAbsent(recipient, all));
        named.replaceAll((recipient, now) -> {
            Verdict own = outcome.recipients().get(recipient);
            return own == null ? worse(now, outcome.action(), filter)
                    : edited(worse(now, own.action(), filter), own.edits());
        });
        all = worse(all, outcome.action(), filter);
    }

    private static RecipientResult worse(RecipientResult now, Action action, String filter) {
        return Severity.of(action) > Severity.of(now.action()) ? new RecipientResult(action, filter, now.edits()) : now;
    }

    private static RecipientResult edited(RecipientResult now, List<Edit> more) {
        List<Edit> edits = new ArrayList<>(now.edits());
        edits.addAll(more);
        return new RecipientResult(now.action(), now.decidedBy(), edits);
    }

    /** For whoever was not named. */
    RecipientResult all() {
        return all;
    }

    Map<Address, RecipientResult> named() {
        return named;
    }

    /** Whether it comes from this filter, for anybody. */
    boolean isDecidedBy(String filter) {
        return all.decidedBy().equals(filter)
                || named.values().stream().anyMatch(own -> own.decidedBy().equals(filter));
    }

    /** Whether it would be more severe with this outcome, for anybody. */
    boolean isMilder(Outcome outcome) {
        return Severity.of(outcome.action()) > Severity.of(all.action())
                || outcome.recipients().entrySet().stream().anyMatch(own -> Severity.of(own.getValue().action())
                        > Severity.of(named.getOrDefault(own.getKey(), all).action()));
    }

    /** Whether nobody of these is left who is not refused; of a stage without recipients, whether it is refused. */
    boolean isRefused(Collection<Address> recipients) {
        if (recipients.isEmpty() || named.isEmpty()) {
            return Severity.isRefusal(all.action());
        }
        return recipients.stream().allMatch(r -> Severity.isRefusal(named.getOrDefault(r, all).action()));
    }
}
