package org.postrider.testing.filter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.Message;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;

/** The contract passes a good filter, and each of its tests fails a filter that is bad in its way. */
class MailFilterContractTest {

    private static final class NoExe implements MailFilter {
        @Override
        public Verdict onMessage(Transaction transaction, Message message) {
            return message.parts().anyMatch(p -> p.fileName().endsWith(".exe"))
                    ? Verdict.reject(550, "5.7.1", "Executable attachments are not accepted here") : Verdict.pass();
        }
    }

    @Nested
    class GoodFilterTest implements MailFilterContract {

        @Override
        public MailFilter filter() {
            return new NoExe();
        }

        @Override
        public Set<Stage> stages() {
            return EnumSet.of(Stage.CONNECT, Stage.MESSAGE);
        }
    }

    private static CheckedFilter atConnect(MailFilter filter, Phase phase) {
        return new CheckedFilter(filter, EnumSet.of(Stage.CONNECT), phase);
    }

    @Test
    void nullIsNoVerdict() {
        CheckedFilter contract = atConnect(new MailFilter() {
            @Override
            public Verdict onConnect(Session session) {
                return null;
            }
        }, Phase.GUARD);
        assertThatThrownBy(contract::answersEveryStageWithALegalVerdict).isInstanceOf(AssertionError.class);
    }

    @Test
    void editsNeedAMessage() {
        CheckedFilter contract = atConnect(new MailFilter() {
            @Override
            public Verdict onConnect(Session session) {
                return Verdict.pass().withHeader("X-A", "b");
            }
        }, Phase.GUARD);
        assertThatThrownBy(contract::answersTheEmptySenderAndManyRecipients).hasMessageContaining("edits at CONNECT");
    }

    @Test
    void recipientsNeedAMessage() {
        CheckedFilter contract = atConnect(new MailFilter() {
            @Override
            public Verdict onConnect(Session session) {
                return Verdict.pass().forRecipient(Address.parse("bob@example.org"), Verdict.hold("b"));
            }
        }, Phase.GUARD);
        assertThatThrownBy(contract::answersEveryStageWithALegalVerdict).hasMessageContaining("recipients at CONNECT");
    }

    @Test
    void evidenceFiltersDoNotRefuseARecipient() {
        CheckedFilter contract = new CheckedFilter(new MailFilter() {
            @Override
            public Verdict onMessage(Transaction transaction, Message message) {
                return Verdict.pass().forRecipient(transaction.recipients().get(0).address(), Verdict.hold("b"));
            }
        }, EnumSet.of(Stage.MESSAGE), Phase.EVIDENCE);
        assertThatThrownBy(contract::answersEveryStageWithALegalVerdict).hasMessageContaining("evidence filter for recipients");
    }

    @Test
    void evidenceFiltersDoNotRefuse() {
        MailFilter filter = new MailFilter() {
            @Override
            public Verdict onConnect(Session session) {
                return Verdict.reject(550, "5.7.1", "no").with(new Evidence("A", 1, "a"));
            }
        };
        CheckedFilter contract = atConnect(filter, Phase.EVIDENCE);
        assertThatThrownBy(contract::answersEveryStageWithALegalVerdict).hasMessageContaining("evidence filter");
        atConnect(filter, Phase.GUARD).answersEveryStageWithALegalVerdict();
    }

    @Test
    void throwingOnGarbageFails() {
        CheckedFilter contract = new CheckedFilter(new MailFilter() {
            @Override
            public Verdict onMessage(Transaction transaction, Message message) {
                return Verdict.quarantine(message.header("Subject").orElseThrow());
            }
        }, EnumSet.of(Stage.MESSAGE), Phase.GUARD);
        assertThatThrownBy(contract::answersAnyMessageWithALegalVerdict).hasMessageContaining("the filter threw");
    }

    @Test
    void hangingFails() {
        CountDownLatch never = new CountDownLatch(1);
        CheckedFilter contract = atConnect(new MailFilter() {
            @Override
            public Verdict onConnect(Session session) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Verdict.pass();
            }
        }, Phase.GUARD);
        assertThatThrownBy(contract::answersEveryStageWithALegalVerdict).hasMessageContaining("did not answer");
    }

    @Test
    void anotherAnswerToTheSameQuestionFails() {
        AtomicInteger calls = new AtomicInteger();
        CheckedFilter contract = atConnect(new MailFilter() {
            @Override
            public Verdict onConnect(Session session) {
                return calls.getAndIncrement() == 0 ? Verdict.pass() : Verdict.accept();
            }
        }, Phase.GUARD);
        assertThatThrownBy(contract::answersTheSameQuestionInTheSameWay).isInstanceOf(AssertionError.class);
    }

    @Test
    void threadsThatStayFail() {
        CountDownLatch end = new CountDownLatch(1);
        CheckedFilter contract = atConnect(new MailFilter() {
            @Override
            public Verdict onConnect(Session session) {
                new Thread(() -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }).start();
                return Verdict.pass();
            }
        }, Phase.GUARD);
        assertThatThrownBy(contract::answersManySessionsAtOnceAndLeavesNoThread).hasMessageContaining("threads");
        end.countDown();
    }
}
