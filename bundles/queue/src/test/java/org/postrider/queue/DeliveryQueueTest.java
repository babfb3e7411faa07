package org.postrider.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.RoutingException;
import org.postrider.api.event.DeliveryAttempted;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;
import org.postrider.api.trace.Trace;
import org.postrider.testing.fake.MemorySpool;

class DeliveryQueueTest {
    private final QueueBench bench = QueueBench.direct();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void deliversAtOnceAndFinishes() {
        bench.start();
        MessageId id = bench.submit("me@here.test", "joe@there.test");

        assertThat(bench.transport.delivered).containsExactly("joe@there.test");
        assertThat(bench.spool.messages()).isEmpty();
        assertThat(bench.events.of(DeliveryAttempted.class)).singleElement().satisfies(e -> {
            assertThat(e.id()).isEqualTo(id);
            assertThat(e.attempt()).isEqualTo(1);
            assertThat(e.route()).isEqualTo(new Route("remote", "there.test"));
            assertThat(e.outcome()).isEqualTo(ScriptedTransport.OK);
        });
        assertThat(bench.metrics.value("queue.delivered")).isEqualTo(1);
        assertThat(bench.metrics.value("queue.age")).isEqualTo(1);
        assertThat(bench.queue.status().delivered()).isEqualTo(1);
        assertThat(bench.queue.status().total()).isZero();
    }

    @Test
    void recipientsWithEqualRoutesAreDeliveredTogether() {
        bench.start();
        bench.submit("me@here.test", "a@one.test", "b@two.test", "c@one.test");
        assertThat(bench.transport.groups).containsExactlyInAnyOrder(2, 1);
    }

    @Test
    void aDeliveryAddsAStepToTheTrace() {
        bench.startBare();
        MessageId id = bench.submit("me@here.test", "joe@there.test");
        bench.traces.keep(new Trace(id, bench.time.now(), "mx", "", "", "me@here.test", List.of(), "accepted", List.of()));
        bench.addRouter();
        bench.addTransport();
        assertThat(bench.traces.find(id).orElseThrow().steps()).singleElement().satisfies(step -> {
            assertThat(step.stage()).isEqualTo("DELIVERY");
            assertThat(step.result()).contains("delivered to <joe@there.test> by remote there.test: 250 2.0.0 Ok");
        });
    }

    @Test
    void defersWithGrowingPausesAndKeepsTheRemoteReply() {
        bench.transport.answer("joe@there.test", ScriptedTransport.LATER);
        bench.start();
        bench.submit("me@here.test", "joe@there.test");

        assertThat(bench.only().state().attempts()).isEqualTo(1);
        assertThat(bench.only().state().lastReply()).isEqualTo("451 4.7.1 Please try later");
        bench.time.advance(Duration.ofSeconds(239));
        assertThat(bench.only().state().attempts()).isEqualTo(1);
        bench.time.advance(Duration.ofSeconds(122));
        assertThat(bench.only().state().attempts()).isEqualTo(2);
        bench.time.advance(Duration.ofSeconds(358));
        assertThat(bench.only().state().attempts()).isEqualTo(2);
        bench.transport.answer("joe@there.test", ScriptedTransport.OK);
        bench.time.advance(Duration.ofSeconds(362));
        assertThat(bench.spool.messages()).isEmpty();
    }

    @Test
    void oneAlarmIsSetHoweverManyMessagesWait() {
        bench.start();
        for (int i = 0; i < 100; i++) {
            bench.transport.answer("u" + i + "@there.test", ScriptedTransport.LATER);
            bench.submit("me@here.test", "u" + i + "@there.test");
        }
        bench.time.advance(Duration.ofHours(12));
        assertThat(bench.spool.messages()).hasSize(100).allSatisfy(m -> assertThat(m.state().attempts()).isGreaterThan(3));
        assertThat(bench.time.alarms()).isLessThan(10);
    }

    @Test
    void partialSuccessShrinksThePendingRecipientsAndNobodyGetsItTwice() {
        bench.transport.answer("b@there.test", ScriptedTransport.LATER);
        bench.start();
        bench.submit("me@here.test", "a@there.test", "b@there.test", "c@there.test");

        assertThat(bench.only().state().pending()).extracting(r -> r.address().toString())
                .containsExactly("b@there.test");
        bench.transport.answer("b@there.test", ScriptedTransport.OK);
        bench.time.advance(Duration.ofMinutes(7));
        assertThat(bench.transport.delivered).containsExactly("a@there.test", "c@there.test", "b@there.test");
        assertThat(bench.spool.messages()).isEmpty();
    }

    @Test
    void aFreshQueueOnTheSameSpoolGoesOnWhereTheOldOneStopped() {
        bench.transport.answer("b@there.test", ScriptedTransport.LATER);
        bench.start();
        bench.submit("me@here.test", "a@there.test", "b@there.test");
        bench.close();

        bench.transport.answer("b@there.test", ScriptedTransport.OK);
        bench.start();
        assertThat(bench.transport.delivered).containsExactly("a@there.test");
        assertThat(bench.queue.status().deferred()).isEqualTo(1);
        bench.time.advance(Duration.ofMinutes(7));
        assertThat(bench.transport.delivered).containsExactly("a@there.test", "b@there.test");
    }

    @Test
    void aStoredDateFarAheadDoesNotKeepAMessageForLongerThanTheLongestPause() {
        bench.transport.answer("joe@there.test", ScriptedTransport.LATER);
        bench.start();
        bench.submit("me@here.test", "joe@there.test");
        bench.close();
        bench.time.jump(Duration.ofDays(-30)); // the wall clock was wrong when the date was stored
        bench.transport.answer("joe@there.test", ScriptedTransport.OK);
        bench.start();
        bench.time.advance(Duration.ofMinutes(5 * 60));
        assertThat(bench.spool.messages()).isEmpty();
    }

    @Test
    void aJumpOfTheWallClockMovesNoAttempt() {
        bench.transport.answer("joe@there.test", ScriptedTransport.LATER);
        bench.start();
        bench.submit("me@here.test", "joe@there.test");
        bench.time.jump(Duration.ofDays(1));
        bench.time.advance(Duration.ofSeconds(239));
        assertThat(bench.only().state().attempts()).isEqualTo(1);
        bench.time.jump(Duration.ofDays(-2));
        bench.time.advance(Duration.ofSeconds(122));
        assertThat(bench.only().state().attempts()).isEqualTo(2);
    }

    @Test
    void withoutATransportAMessageWaitsHoweverLongItTakesAndGoesWhenItComes() {
        bench.startBare();
        bench.addRouter();
        bench.submit("me@here.test", "joe@there.test");
        bench.time.advance(Duration.ofDays(10));

        QueuedMessage waiting = bench.only();
        assertThat(waiting.state().attempts()).isZero();
        assertThat(waiting.state().lastReply()).startsWith("451 4.3.5");
        bench.addTransport();
        assertThat(bench.transport.delivered).containsExactly("joe@there.test");
    }

    @Test
    void withoutARouterAMessageWaits() {
        bench.startBare();
        bench.addTransport();
        bench.submit("me@here.test", "joe@there.test");
        bench.time.advance(Duration.ofDays(10));
        assertThat(bench.only().state().attempts()).isZero();
        bench.addRouter();
        assertThat(bench.transport.delivered).containsExactly("joe@there.test");
    }

    @Test
    void aTransportThatIsReplacedIsUsedFromThenOn() {
        bench.start();
        ScriptedTransport newer = new ScriptedTransport();
        bench.queue.addTransport(newer, Map.of("mail.transport", "remote", "service.bundleid", 90L, "service.id", 9L));
        bench.submit("me@here.test", "a@there.test");
        bench.queue.removeTransport(newer);
        bench.submit("me@here.test", "b@there.test");
        assertThat(newer.delivered).containsExactly("a@there.test");
        assertThat(bench.transport.delivered).containsExactly("b@there.test");
    }

    @Test
    void theRouterOfTheHighestRankingIsAskedFirst() {
        bench.start();
        bench.queue.addRouter((e, r) -> Optional.of(new Route("remote", "special")), Map.of("service.ranking", 5));
        bench.submit("me@here.test", "a@there.test");
        assertThat(bench.events.of(DeliveryAttempted.class)).extracting(e -> e.route().destination())
                .containsExactly("special");
    }

    @Test
    void aRouterThatKnowsNoWayForNowDefers() {
        bench.start();
        bench.queue.addRouter((e, r) -> {
            throw new RoutingException(Reply.of(451, "4.4.3", "Directory is away"));
        }, Map.of("service.ranking", 5));
        bench.submit("me@here.test", "a@there.test");
        assertThat(bench.only().state().lastReply()).isEqualTo("451 4.4.3 Directory is away");
        assertThat(bench.only().state().attempts()).isEqualTo(1);
    }

    static Stream<Runnable> faults() {
        return Stream.of(
                () -> { throw new IllegalStateException("broken"); },
                () -> { throw new NoClassDefFoundError("gone"); },
                () -> { throw new AssertionError("no"); },
                () -> { throw new StackOverflowError(); });
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whateverATransportThrowsDefersTheMessageAndNothingElse(Runnable fault) {
        bench.transport.whenWritten(m -> fault.run());
        bench.start();
        bench.submit("me@here.test", "joe@there.test");
        assertThat(bench.only().state().lastReply()).isEqualTo("451 4.3.0 The transport failed");
        bench.transport.whenWritten(m -> { });
        bench.submit("me@here.test", "eve@there.test");
        assertThat(bench.transport.delivered).containsExactly("eve@there.test");
    }

    @Test
    void anExceptionTextCannotForgeALine() {
        bench.transport.whenWritten(m -> {
            throw new IOException("x\r\n550 5.1.1 forged\u202e\u0000");
        });
        bench.start();
        bench.submit("me@here.test", "joe@there.test");
        assertThat(bench.only().state().lastReply()).isEqualTo("451 4.4.0 x??550 5.1.1 forged??");
    }

    @Test
    void anAddressCannotTurnATraceAround() {
        bench.startBare();
        MessageId id = bench.submit("me@here.test", "\u202ejoe\u2028@there.test");
        bench.traces.keep(new Trace(id, bench.time.now(), "mx", "", "", "", List.of(), "accepted", List.of()));
        bench.addRouter();
        bench.addTransport();
        assertThat(bench.traces.find(id).orElseThrow().steps()).singleElement()
                .satisfies(step -> assertThat(step.result()).startsWith("delivered to <?joe?@there.test>"));
    }

    @Test
    void holdReleaseFlushAndRemove() {
        bench.transport.answer("joe@there.test", ScriptedTransport.LATER);
        bench.start();
        MessageId id = bench.submit("me@here.test", "joe@there.test");

        assertThat(bench.queue.hold(id, "looks odd")).isTrue();
        assertThat(bench.only().state().hold()).contains("looks odd");
        bench.time.advance(Duration.ofDays(1));
        assertThat(bench.only().state().attempts()).isEqualTo(1);
        assertThat(bench.queue.flush(id)).isFalse();
        assertThat(bench.queue.flush()).isZero();
        assertThat(bench.queue.status().held()).isEqualTo(1);

        assertThat(bench.queue.release(id)).isTrue();
        assertThat(bench.only().state().attempts()).isEqualTo(2);
        assertThat(bench.only().state().hold()).isEmpty();
        assertThat(bench.queue.release(id)).isFalse();

        assertThat(bench.queue.flush()).isEqualTo(1);
        assertThat(bench.only().state().attempts()).isEqualTo(3);
        assertThat(bench.queue.flush(id)).isTrue();
        assertThat(bench.only().state().attempts()).isEqualTo(4);

        assertThat(bench.queue.list(10)).extracting(QueuedMessage::id).containsExactly(id);
        assertThat(bench.queue.remove(id)).isTrue();
        assertThat(bench.spool.messages()).isEmpty();
        assertThat(bench.queue.list(10)).isEmpty();
        assertThat(bench.queue.remove(id)).isFalse();
        assertThat(bench.queue.hold(id, "x")).isFalse();
        bench.time.advance(Duration.ofDays(1));
        assertThat(bench.events.of(DeliveryAttempted.class)).filteredOn(e -> e.id().equals(id)).hasSize(4);
    }

    @Test
    void aMessageThatWasAcceptedOnHoldIsNotDelivered() {
        bench.start();
        MessageId id = bench.submit("me@here.test", Optional.of("quarantine"), new Recipient(
                org.postrider.api.message.Address.parse("joe@there.test")));
        bench.time.advance(Duration.ofDays(1));
        assertThat(bench.transport.delivered).isEmpty();
        bench.queue.release(id);
        assertThat(bench.transport.delivered).containsExactly("joe@there.test");
    }

    @Test
    void aSpoolThatIsReplacedIsFollowed() {
        bench.start();
        MemorySpool newer = new MemorySpool();
        bench.queue.bindSpool(newer);
        bench.queue.unbindSpool(bench.spool);
        var draft = newer.begin(newer.nextId());
        draft.commit(new org.postrider.api.queue.Submission(new org.postrider.api.message.Envelope(Optional.empty(),
                List.of(new Recipient(org.postrider.api.message.Address.parse("joe@there.test")))),
                new byte[0], 0, Optional.empty()));
        assertThat(bench.transport.delivered).containsExactly("joe@there.test");
        assertThat(newer.messages()).isEmpty();
    }

    @Test
    void anOutcomeThatTheTransportForgotIsADeferral() {
        bench.startBare();
        bench.addRouter();
        bench.queue.addTransport((route, message) -> new SilentDelivery(), Map.of("mail.transport", "remote"));
        bench.submit("me@here.test", "joe@there.test");
        assertThat(bench.only().state().lastReply()).isEqualTo("451 4.3.0 The transport gave no outcome");
    }

    private static final class SilentDelivery implements org.postrider.api.delivery.Delivery {
        @Override
        public Optional<Outcome> add(Recipient recipient) {
            return Optional.empty();
        }

        @Override
        public void write(org.postrider.api.message.Message message) {
            // takes nothing
        }

        @Override
        public Map<org.postrider.api.message.Address, Outcome> commit() {
            return Map.of();
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
