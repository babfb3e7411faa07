package org.postrider.filters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.RecipientResult;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;

/** How verdicts combine: for every recipient, in every order. */
class StandingTest {

    private static final List<Verdict> ACTIONS = List.of(Verdict.pass(), Verdict.accept(), Verdict.discard(),
            Verdict.hold("h"), Verdict.quarantine("q"), Verdict.defer(451, "4.7.1", "d"),
            Verdict.disconnect(421, "4.7.0", "c"), Verdict.reject(550, "5.7.1", "r")); // from mild to severe
    private static final List<Address> RECIPIENTS =
            List.of(Address.parse("a@x"), Address.parse("b@x"), Address.parse("c@x"));

    private static int severity(Action action) {
        return ACTIONS.stream().map(Verdict::action).toList().indexOf(action);
    }

    private static Standing standing(List<Verdict> verdicts) {
        Standing standing = new Standing();
        for (Verdict verdict : verdicts) {
            standing.add("f" + severity(verdict.action()), Outcome.of(verdict));
        }
        return standing;
    }

    private static Action of(Standing standing, Address recipient) {
        return standing.named().getOrDefault(recipient, standing.all()).action();
    }

    private static Verdict any(Random random) {
        Verdict verdict = ACTIONS.get(random.nextInt(ACTIONS.size()));
        for (Address recipient : RECIPIENTS) {
            verdict = random.nextInt(3) > 0 ? verdict
                    : verdict.forRecipient(recipient, ACTIONS.get(random.nextInt(ACTIONS.size())));
        }
        return verdict;
    }

    /** 10,000 sets of verdicts: what applies is the most severe for each recipient, in whatever order they came. */
    @Test
    void theMostSevereAppliesToEachRecipientInAnyOrder() {
        Random random = new Random(7);
        for (int run = 0; run < 10_000; run++) {
            List<Verdict> verdicts = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                verdicts.add(any(random));
            }
            Standing one = standing(verdicts);
            Collections.shuffle(verdicts, random);
            Standing other = standing(verdicts);
            for (Address recipient : RECIPIENTS) {
                int worst = verdicts.stream().mapToInt(verdict ->
                        severity(verdict.recipients().getOrDefault(recipient, verdict).action())).max().orElseThrow();
                assertThat(severity(of(one, recipient))).as("%s of %s", recipient, verdicts).isEqualTo(worst);
                assertThat(severity(of(other, recipient))).isEqualTo(worst);
            }
            assertThat(one.all().action()).isEqualTo(other.all().action());
            assertThat(one.isRefused(RECIPIENTS)).isEqualTo(other.isRefused(RECIPIENTS)).isEqualTo(
                    RECIPIENTS.stream().allMatch(r -> severity(of(one, r)) >= 5));
        }
    }

    @Test
    void ofEqualActionsTheFirstDecides() {
        Standing standing = new Standing();
        standing.add("first", Outcome.of(Verdict.hold("1")));
        standing.add("second", Outcome.of(Verdict.pass().forRecipient(RECIPIENTS.get(0), Verdict.hold("2"))));
        assertThat(standing.named().get(RECIPIENTS.get(0)))
                .isEqualTo(new RecipientResult(new Action.Hold("1"), "first", List.of()));
        assertThat(standing.all().decidedBy()).isEqualTo("first");
    }

    @Test
    void aFailedLookUpForOneNeitherOverridesARejectionNorTouchesAnother() {
        Standing standing = standing(List.of(
                Verdict.pass().forRecipient(RECIPIENTS.get(0), Verdict.reject(550, "5.7.1", "r")),
                Verdict.pass().forRecipient(RECIPIENTS.get(0), Verdict.defer(451, "4.7.1", "d"))));
        assertThat(of(standing, RECIPIENTS.get(0))).isInstanceOf(Action.Reject.class);
        assertThat(of(standing, RECIPIENTS.get(1))).isEqualTo(new Action.Pass());
    }

    @Test
    void editsForARecipientComeTogetherInOrder() {
        Edit one = new Edit.RemoveHeader("A");
        Edit two = new Edit.RemoveHeader("B");
        Standing standing = standing(List.of(
                Verdict.pass().forRecipient(RECIPIENTS.get(0), Verdict.pass().with(one)), Verdict.hold("h"),
                Verdict.pass().forRecipient(RECIPIENTS.get(0), Verdict.pass().with(two))));
        assertThat(standing.named()).isEqualTo(Map.of(RECIPIENTS.get(0),
                new RecipientResult(new Action.Hold("h"), "f3", List.of(one, two))));
    }

    @Test
    void withoutRecipientsTheMessageAsAWholeIsRefusedOrNot() {
        assertThat(standing(List.of(Verdict.defer(451, "4.7.1", "d"))).isRefused(List.of())).isTrue();
        assertThat(standing(List.of(Verdict.hold("h"))).isRefused(List.of())).isFalse();
    }
}
