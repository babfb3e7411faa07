package org.postrider.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.postrider.api.dns.Answer;
import org.postrider.testing.config.Configured;

class ChaosResolverTest {

    private static ChaosResolver resolver(String answer, int latency) {
        return new ChaosResolver(Configured.with(ChaosResolver.Settings.class, Map.of("answer", answer, "latency", latency)));
    }

    @Test
    void knowsNothing() throws Exception {
        ChaosResolver resolver = resolver("no-such-name", 0);
        assertThat(Stream.of(resolver.mx("example.org"), resolver.addresses("example.org"), resolver.txt("example.org"),
                resolver.names(InetAddress.getLoopbackAddress())).map(stage -> stage.toCompletableFuture().join()))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(Answer.Status.NO_SUCH_NAME);
                    assertThat(answer.records()).isEmpty();
                });
    }

    @Test
    void takesItsTime() throws Exception {
        CompletableFuture<?> answer = resolver("failed", 50).mx("example.org").toCompletableFuture();
        assertThat(answer.isDone()).isFalse();
        assertThat(answer.get(30, TimeUnit.SECONDS)).asString().contains("FAILED");
    }

    @Test
    void whatIsNotAllowedIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> resolver("found", 0))
                .withMessage("answer is \"found\", allowed is one of failed, no-such-name, no-data");
        assertThatIllegalArgumentException().isThrownBy(() -> resolver("failed", 600_001))
                .withMessage("latency is 600001, allowed is 0 to 600000");
    }
}
