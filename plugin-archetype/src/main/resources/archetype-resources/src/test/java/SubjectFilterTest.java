package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Header;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.filter.MailFilterContract;

/** The contract of every filter, and what is particular to this one. */
class SubjectFilterTest implements MailFilterContract {

    @Override
    public MailFilter filter() {
        return new SubjectFilter();
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.MESSAGE);
    }

    private Verdict verdict(String mail) {
        return new FilterHarness(filter()).recipient("joe@example.org").onMessage(mail);
    }

    @Test
    void aCasinoIsRefused() {
        assertThat(verdict("Subject: CASINO for free\n\nhello\n").action()).isInstanceOf(Action.Reject.class);
    }

    @Test
    void allOtherMailIsMarked() {
        assertThat(verdict("Subject: lunch\n\ncasino\n").edits())
                .isEqualTo(List.of(new Edit.AddHeader(new Header("X-Checked-By", "${artifactId}"))));
    }
}
