package org.postrider.example.extension;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postrider.api.smtp.Session;
import org.postrider.testing.extension.SampleSession;
import org.postrider.testing.extension.SmtpExtensionContract;

class WhoAmITest implements SmtpExtensionContract {

    private final WhoAmI extension = new WhoAmI();

    @Override
    public WhoAmI extension() {
        return extension;
    }

    private String answer(Session session, String argument) {
        return extension.run(session, "WHOAMI", argument).toCompletableFuture().join().toString();
    }

    @Test
    void whoIsNobodyYet() {
        assertThat(answer(SampleSession.stranger(), "")).isEqualTo("250 2.0.0 You are 192.0.2.1, in clear text");
    }

    @Test
    void whoHasLoggedIn() {
        assertThat(answer(SampleSession.user("ann@example.org"), ""))
                .isEqualTo("250 2.0.0 You are 192.0.2.1, logged in as ann@example.org, by TLSv1.3");
    }

    @Test
    void anArgumentIsRefused() {
        assertThat(answer(SampleSession.stranger(), "x")).isEqualTo("501 5.5.4 Syntax: WHOAMI");
    }
}
