package org.postrider.smtp.priority;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.postrider.testing.config.Configured;
import org.postrider.testing.extension.SampleSession;
import org.postrider.testing.extension.SmtpExtensionContract;

class MtPriorityTest implements SmtpExtensionContract {

    private static MtPriority with(String policy) {
        return new MtPriority(Configured.with(PriorityConfig.class, Map.of("policy", policy)));
    }

    @Override
    public MtPriority extension() {
        return with("off");
    }

    @Override
    public List<Map<String, String>> taken() {
        return IntStream.rangeClosed(-9, 9).mapToObj(i -> Map.of("MT-PRIORITY", String.valueOf(i))).toList();
    }

    @Override
    public List<Map<String, String>> refused() {
        return Stream.of("", "10", "-10", "+1", "-0", "01", "1.5", "urgent").map(v -> Map.of("MT-PRIORITY", v)).toList();
    }

    @Test
    void thePolicyIsTold() {
        assertThat(with("MIXER").offer(client())).contains("MIXER");
        assertThat(extension().offer(client())).contains("");
    }

    @Test
    void strangersHaveNone() {
        assertThat(extension().offer(SampleSession.stranger())).isEmpty();
        assertThat(extension().offer(SampleSession.lmtp())).isEmpty();
        assertThat(extension().offer(SampleSession.neighbour())).isPresent();
        assertThat(extension().offer(SampleSession.arriving())).isPresent();
    }

    @Test
    void aRefusalSaysWhatIsAllowed() {
        for (String value : List.of("10", "urgent")) {
            assertThat(extension().mailRefusal(client(), Map.of("MT-PRIORITY", value)).orElseThrow())
                    .hasToString("501 5.5.2 Syntax: MT-PRIORITY=number, -9 to 9");
        }
    }
}
