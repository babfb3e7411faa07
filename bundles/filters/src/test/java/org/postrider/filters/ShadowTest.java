package org.postrider.filters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.FilterReport;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Mode;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.Message;
import org.postrider.api.smtp.Transaction;
import org.postrider.api.trace.Step;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.filter.Messages;

/** The same code in shadow and enforced finds and wants the same; in shadow nothing of it applies. */
class ShadowTest {

    private static final int CORPUS = 1_000;
    private static final Address BOB = Address.parse("bob@example.org");

    private final FilterPlatform platform = new FilterPlatform();

    @AfterEach
    void close() {
        platform.close();
    }

    /** Makes up its mind by the words of the subject. */
    private static final class Wordy implements MailFilter {

        @Override
        public Verdict onMessage(Transaction transaction, Message message) {
            String subject = message.header("Subject").orElse("");
            Verdict verdict = switch (subject.split(" ")[0]) {
                case "reject" -> Verdict.reject(550, "5.7.1", "no");
                case "defer" -> Verdict.defer(451, "4.7.1", "later");
                case "hold" -> Verdict.hold("held");
                case "throw" -> throw new IllegalStateException("as the subject says");
                case "bob" -> Verdict.pass().forRecipient(BOB, Verdict.quarantine("his"));
                default -> Verdict.pass();
            };
            verdict = verdict.with(new Evidence("WORDS", subject.length(), subject));
            return subject.endsWith("edit") ? verdict.withHeader("X-Words", subject) : verdict;
        }
    }

    private static List<Message> corpus() {
        Random random = new Random(6);
        String[] words = {"reject", "defer", "hold", "throw", "bob", "pass", "edit"};
        List<Message> corpus = new ArrayList<>();
        for (int i = 0; i < CORPUS; i++) {
            corpus.add(Messages.of("Subject: " + words[random.nextInt(words.length)] + " "
                    + words[random.nextInt(words.length)] + "\n\n" + "body\n".repeat(random.nextInt(20))));
        }
        return corpus;
    }

    private List<StageResult> run(List<Message> corpus) {
        Transaction transaction = new FilterHarness(new MailFilter() { }).role("mx")
                .recipient("ann@example.org").recipient("bob@example.org").transaction();
        return corpus.stream()
                .map(message -> FilterPlatform.await(platform.filters.current().message(transaction, message))).toList();
    }

    private static List<Object> wanted(StageResult result) {
        Step step = result.steps().get(0);
        return List.of(step.actor(), step.stage(), step.version(), step.result(), step.evidence(), step.edits());
    }

    @Test
    void shadowEqualsEnforceOverACorpus() throws Exception {
        List<Message> corpus = corpus();
        platform.add("wordy", Phase.DECIDE, new Wordy(), "stages", "MESSAGE", "onFailure", "pass");
        List<StageResult> enforced = run(corpus);
        FilterReport done = platform.filters.report("wordy").orElseThrow();
        platform.filters.configure("wordy", Map.of("mode", "shadow"));
        List<StageResult> shadowed = run(corpus);
        FilterReport would = platform.filters.report("wordy").orElseThrow();

        for (int i = 0; i < CORPUS; i++) {
            assertThat(wanted(shadowed.get(i))).isEqualTo(wanted(enforced.get(i)));
            assertThat(shadowed.get(i).steps().get(0).mode()).isEqualTo("shadow");
            assertThat(shadowed.get(i)).isEqualTo(new StageResult(
                    new Action.Pass(), "", List.of(), List.of(), shadowed.get(i).steps()));
        }
        assertThat(would.mode()).isEqualTo(Mode.SHADOW);
        assertThat(would.calls()).isEqualTo(CORPUS).isEqualTo(done.calls());
        assertThat(would.wanted()).isEqualTo(done.wanted());
        assertThat(would.wanted().get("reject")).isPositive()
                .isEqualTo(enforced.stream().filter(r -> r.action() instanceof Action.Reject).count());
        assertThat(would.wanted().get("quarantine")).isPositive();
        assertThat(would.failed()).isPositive().isEqualTo(done.failed());
        assertThat(would.edited()).isPositive().isEqualTo(done.edited());
        System.out.printf("shadow would have rejected %d, quarantined %d, edited %d, made a difference to %d of %d%n",
                would.wanted().get("reject"), would.wanted().get("quarantine"), would.edited(), would.different(),
                would.calls());
    }

    @Test
    void aShadowMakesADifferenceWhereNobodyElseWantsAsMuch() throws Exception {
        platform.add("other", Phase.GUARD, FilterPlatform.always(Verdict.hold("other")));
        platform.add("mild", Phase.GUARD, FilterPlatform.always(Verdict.discard()), "mode", "shadow");
        platform.add("strict", Phase.GUARD, FilterPlatform.always(Verdict.reject(550, "5.7.1", "no")), "mode", "shadow");
        platform.run(Stage.MESSAGE);
        platform.run(Stage.DATA);
        assertThat(platform.filters.report("other").orElseThrow().different()).isEqualTo(2);
        assertThat(platform.filters.report("mild").orElseThrow().different()).isZero();
        assertThat(platform.filters.report("strict").orElseThrow().different()).isEqualTo(2);
        assertThat(platform.filters.report("none")).isEmpty();
    }

    @Test
    void countingBeginsAnewWithTheModeOnly() throws Exception {
        platform.add("f", Phase.GUARD, FilterPlatform.always(Verdict.hold("f")));
        platform.run(Stage.DATA);
        platform.filters.configure("f", Map.of("deadline", "5s"));
        platform.run(Stage.DATA);
        assertThat(platform.filters.report("f").orElseThrow().calls()).isEqualTo(2);
        platform.filters.configure("f", Map.of("mode", "shadow"));
        assertThat(platform.filters.report("f").orElseThrow().calls()).isZero();
    }
}
