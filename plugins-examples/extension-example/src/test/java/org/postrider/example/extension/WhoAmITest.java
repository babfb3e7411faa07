package org.postrider.example.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.postrider.api.message.Address;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.TlsInfo;

class WhoAmITest {

    private final WhoAmI extension = new WhoAmI();

    private String answer(Session session, String argument) {
        return extension.run(session, "WHOAMI", argument).toCompletableFuture().join().toString();
    }

    @Test
    void whoIsNobodyYet() {
        assertThat(answer(session(false), "")).isEqualTo("250 2.0.0 You are 192.0.2.1, in clear text");
    }

    @Test
    void whoHasLoggedIn() {
        assertThat(answer(session(true), ""))
                .isEqualTo("250 2.0.0 You are 192.0.2.1, logged in as ann@example.org, by TLSv1.3");
    }

    @Test
    void anArgumentIsRefused() {
        assertThat(answer(session(false), "x")).isEqualTo("501 5.5.4 Syntax: WHOAMI");
    }

    /** Only what the extension asks for. */
    private static Session session(boolean known) {
        return (Session) java.lang.reflect.Proxy.newProxyInstance(Session.class.getClassLoader(),
                new Class<?>[] {Session.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "client" -> new InetSocketAddress("192.0.2.1", 25);
                    case "account" -> known ? Optional.of(Address.parse("ann@example.org")) : Optional.empty();
                    case "tls" -> known ? Optional.of(new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty(),
                            Optional.empty(), Optional.empty())) : Optional.empty();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
