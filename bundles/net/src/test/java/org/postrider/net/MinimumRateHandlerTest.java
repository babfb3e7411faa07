package org.postrider.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class MinimumRateHandlerTest {

    private final List<Object> events = new ArrayList<>();
    private final MinimumRateHandler rate = new MinimumRateHandler(500, Duration.ofSeconds(60));
    private final EmbeddedChannel channel = new EmbeddedChannel();

    MinimumRateHandlerTest() {
        channel.freezeTime();
        channel.pipeline().addLast(rate, new DeadlineHandlerTest.Recorder(events));
    }

    @Test
    void slowPeerIsAnnouncedAtTheEndOfTheWindow() {
        rate.start();
        send(29_999);
        pass(59);
        assertThat(events).isEmpty();
        pass(1);
        assertThat(events).containsExactly(Deadline.TOO_SLOW);
    }

    @Test
    void everyWindowIsJudgedByItself() {
        rate.start();
        send(90_000);
        pass(60);
        assertThat(events).isEmpty();
        pass(60);
        assertThat(events).containsExactly(Deadline.TOO_SLOW);
    }

    @Test
    void anotherWindowBeginsAtOnceIfOneIsUnderWay() {
        rate.start();
        pass(30);
        rate.window(Duration.ofSeconds(10));
        send(4_999);
        pass(9);
        assertThat(events).isEmpty();
        pass(1);
        assertThat(events).containsExactly(Deadline.TOO_SLOW);
    }

    @Test
    void anotherWindowBeginsNothing() {
        rate.window(Duration.ofSeconds(10));
        pass(60);
        assertThat(events).isEmpty();
    }

    @Test
    void peerThatKeepsTheRateIsLeftAlone() {
        rate.start();
        for (int i = 0; i < 10; i++) {
            send(30_000);
            pass(60);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void nobodyIsJudgedBeforeStartAndAfterStop() {
        pass(120);
        rate.start();
        pass(59);
        rate.stop();
        pass(120);
        assertThat(events).isEmpty();
    }

    @Test
    void startBeginsANewWindow() {
        rate.start();
        pass(59);
        rate.start();
        pass(59);
        assertThat(events).isEmpty();
        pass(1);
        assertThat(events).containsExactly(Deadline.TOO_SLOW);
    }

    @Test
    void refusesARateOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MinimumRateHandler(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MinimumRateHandler(1, Duration.ofMillis(999)));
    }

    private void send(int octets) {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[octets]));
        channel.releaseInbound();
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
