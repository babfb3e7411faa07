package org.postrider.smtp.atrn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.postrider.api.message.Address;
import org.postrider.testing.config.Configured;

class TurnsTest {

    private static final Address ANN = Address.parse("ann@example.org");

    private final AtomicLong time = new AtomicLong();
    private final Turns turns = new Turns(time::get);

    private static Turn turn() {
        TurnedWire wire = new TurnedWire(null);
        return new Turn(new org.postrider.smtp.protocol.client.Conversation(wire, "us.test",
                AtrnSettings.of(Configured.defaults(AtrnConfig.class)).timeouts(), "test"), wire, Duration.ZERO);
    }

    @Test
    void aPromiseThatIsNotKeptIsForgotten() {
        assertThat(turns.promise(ANN, 1)).isTrue();
        time.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(turns.promise(Address.parse("bob@example.org"), 1)).isTrue();
        assertThat(turns.begin(ANN, turn())).as("its place is another's").isFalse();
    }

    @Test
    void aTurnIsNotForgottenAndEndsOnce() {
        Turn turn = turn();
        assertThat(turns.promise(ANN, 1)).isTrue();
        assertThat(turns.begin(ANN, turn)).isTrue();
        assertThat(turns.begin(ANN, turn())).isFalse();
        time.addAndGet(Duration.ofDays(1).toNanos());
        assertThat(turns.promise(ANN, 8)).isFalse();
        turns.end(ANN, turn());
        assertThat(turns.all()).containsExactly(turn);
        turns.end(ANN, turn);
        assertThat(turns.promise(ANN, 1)).isTrue();
    }
}
