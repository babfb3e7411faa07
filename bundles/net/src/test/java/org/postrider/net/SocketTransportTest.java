package org.postrider.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.Test;

class SocketTransportTest {

    @Test
    void autoIsEpollWhereThereIsEpoll() {
        assertThat(SocketTransport.choose("auto").name()).isEqualTo(Epoll.isAvailable() ? "epoll" : "nio");
    }

    @Test
    void nioIsEverywhere() {
        assertThat(SocketTransport.choose("nio").name()).isEqualTo("nio");
    }

    @Test
    void saysWhyATransportCannotBeUsed() { // its native library is not among the tests' dependencies
        assertThatIllegalArgumentException().isThrownBy(() -> SocketTransport.choose("io_uring"))
                .withMessageStartingWith("transport is \"io_uring\"; not on this machine: ");
    }

    @Test
    void refusesAnUnknownOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> SocketTransport.choose("kqueue"))
                .withMessage("transport is \"kqueue\"; allowed is auto, epoll, nio or io_uring");
    }
}
