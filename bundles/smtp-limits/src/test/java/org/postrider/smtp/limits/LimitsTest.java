package org.postrider.smtp.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SessionLimits;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.testing.extension.SmtpExtensionContract;

class LimitsTest implements SmtpExtensionContract {

    private final Limits limits = new Limits();

    @Override
    public SmtpExtension extension() {
        return limits;
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1000, MAILMAX=1000 RCPTMAX=1000",
        "1, 100, MAILMAX=1 RCPTMAX=100",
        "999999, 100000, MAILMAX=999999 RCPTMAX=100000",
        "1000000, 100, RCPTMAX=100",
        "0, 100, RCPTMAX=100",
        "1000000, 1000000, ",
    })
    void tellsWhatIsEnforcedInAtMostSixDigits(int messages, int recipients, String told) {
        OptionalInt most = messages == 0 ? OptionalInt.empty() : OptionalInt.of(messages);
        assertThat(limits.offer(session(new SessionLimits(most, recipients)))).isEqualTo(Optional.ofNullable(told));
    }

    @Test
    void addsNothingButTheKeyword() {
        assertThat(limits.keyword()).isEqualTo("LIMITS");
        assertThat(limits.verbs()).isEmpty();
        assertThat(limits.mailParameters()).isEmpty();
        assertThat(limits.recipientParameters()).isEmpty();
    }

    /** Only what the extension asks for. */
    private static Session session(SessionLimits limits) {
        return (Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[] {Session.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("limits");
                    return limits;
                });
    }
}
