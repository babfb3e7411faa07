package org.postrider.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class DeadlineHandlerTest {

    private long now;
    private final List<Object> events = new ArrayList<>();
    private final DeadlineHandler deadlines =
            new DeadlineHandler(Duration.ofMinutes(10), Duration.ofMinutes(5), () -> now);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    DeadlineHandlerTest() {
        channel.freezeTime();
        channel.pipeline().addLast(deadlines, new Recorder(events));
    }

    @Test
    void idlePeerIsAnnouncedOnce() {
        pass(299);
        assertThat(events).isEmpty();
        pass(1);
        assertThat(events).containsExactly(Deadline.IDLE);
        pass(8);
        assertThat(events).hasSize(1);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void channelThatTheEngineLeavesOpenIsClosed() {
        pass(300);
        pass(Deadline.GRACE_SECONDS);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void octetsAreNoProgress() {
        pass(299);
        channel.writeInbound("x");
        pass(1);
        assertThat(events).containsExactly(Deadline.IDLE);
    }

    @Test
    void progressBeginsTheTimeAgainUntilTheTotal() {
        pass(299);
        deadlines.progress();
        pass(299);
        deadlines.progress();
        pass(1);
        assertThat(events).isEmpty();
        pass(1);
        assertThat(events).containsExactly(Deadline.TOTAL);
    }

    @Test
    void anotherLimitCountsFromWhenTheStepBegan() {
        pass(20);
        deadlines.limit(Duration.ofSeconds(30));
        pass(9);
        assertThat(events).isEmpty();
        pass(1);
        assertThat(events).containsExactly(Deadline.IDLE);
    }

    @Test
    void whoIsBeyondANewLimitHasMissedItNow() {
        pass(20);
        deadlines.limit(Duration.ofSeconds(10));
        pass(0);
        assertThat(events).containsExactly(Deadline.IDLE);
    }

    @Test
    void longerLimitLetsThePeerGoOn() {
        deadlines.limit(Duration.ofSeconds(10));
        pass(9);
        deadlines.limit(Duration.ofSeconds(300));
        pass(290);
        assertThat(events).isEmpty();
        pass(1);
        assertThat(events).containsExactly(Deadline.IDLE);
    }

    @Test
    void whileTheServerWorksOnlyTheTotalCounts() {
        deadlines.pause();
        pass(599);
        assertThat(events).isEmpty();
        deadlines.progress();
        pass(1);
        assertThat(events).containsExactly(Deadline.TOTAL);
    }

    @Test
    void shorterLimitCountsAtOnce() {
        deadlines.progress(Duration.ofSeconds(10));
        pass(9);
        assertThat(events).isEmpty();
        pass(1);
        assertThat(events).containsExactly(Deadline.IDLE);
    }

    @Test
    void longerLimitCountsFromTheLastProgress() {
        pass(200);
        deadlines.progress(Duration.ofSeconds(350));
        pass(349);
        assertThat(events).isEmpty();
        pass(1);
        assertThat(events).containsExactly(Deadline.IDLE);
    }

    @Test
    void closedChannelHasNothingScheduled() {
        channel.close();
        pass(1000);
        assertThat(events).isEmpty();
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    private void pass(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    static final class Recorder extends ChannelInboundHandlerAdapter {

        private final List<Object> events;

        Recorder(List<Object> events) {
            this.events = events;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            events.add(event);
        }
    }
}
