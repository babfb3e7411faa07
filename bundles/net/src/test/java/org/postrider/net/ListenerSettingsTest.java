package org.postrider.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.Test;

class ListenerSettingsTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void relaysForListedNetworksOnly() {
        ListenerSettings settings = settings("mx", "mx", ANY_PORT);
        assertThat(settings.trust().mayRelay(client("10.9.9.9"))).isTrue();
        assertThat(settings.trust().mayRelay(client("11.0.0.1"))).isFalse();
    }

    @Test
    void namesTheValueThatIsNotAllowed() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings("a b", "mx", ANY_PORT))
                .withMessageContaining("name is \"a b\"");
        assertThatIllegalArgumentException().isThrownBy(() -> settings("mx", "MX", ANY_PORT))
                .withMessageContaining("role is \"MX\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("mx", "mx", InetSocketAddress.createUnresolved("no.such.host", 25)))
                .withMessageContaining("host is no.such.host");
    }

    @Test
    void limitsHaveARange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionLimits(0, 10, 10, 1, 1, List.of()))
                .withMessage("backlog is 0; allowed is 1 to 65535");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionLimits(1, 10, 11, 1, 1, List.of()))
                .withMessage("maxSessions is 11; allowed is 1 to 10");
        assertThat(ConnectionLimits.defaults().trusted()).containsExactlyElementsOf(Network.LOOPBACK);
    }

    @Test
    void whoComesByAUnixSocketIsInNoNetwork() {
        List<Network> all = List.of(Network.parse("0.0.0.0/0"), Network.parse("::/0"));
        Trust trust = new Trust(all, all, all);
        assertThat(trust.mayRelay(Endpoints.UNIX_SOCKET)).isFalse();
        assertThat(trust.isProxy(Endpoints.UNIX_SOCKET)).isFalse();
        assertThat(trust.maySpeakForOthers(Endpoints.UNIX_SOCKET)).isFalse();
    }

    private static Endpoints client(String address) {
        return new Endpoints(new InetSocketAddress(address, 40_000), ANY_PORT);
    }

    private static ListenerSettings settings(String name, String role, InetSocketAddress bind) {
        return new ListenerSettings(name, "smtp", role, bind,
                new Trust(List.of(Network.parse("10.0.0.0/8")), List.of(), List.of()), ConnectionLimits.defaults());
    }
}
