package org.postrider.example.discard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Stage;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.filter.MailFilterContract;

/** The contract of every filter, and that nothing is kept. */
class DiscardEverythingTest implements MailFilterContract {

    @Override
    public MailFilter filter() {
        return new DiscardEverything();
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.MESSAGE);
    }

    @Test
    void aMessageIsDropped() {
        assertThat(new FilterHarness(filter()).recipient("joe@example.org").onMessage("Subject: a\n\nb\n").action())
                .isEqualTo(new Action.Discard());
    }
}
