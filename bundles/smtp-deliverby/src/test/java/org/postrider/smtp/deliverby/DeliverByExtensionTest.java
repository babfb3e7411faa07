package org.postrider.smtp.deliverby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.postrider.testing.config.Configured;
import org.postrider.testing.extension.SampleSession;
import org.postrider.testing.extension.SmtpExtensionContract;

class DeliverByExtensionTest implements SmtpExtensionContract {

    private static DeliverByExtension with(int minimum) {
        return new DeliverByExtension(Configured.with(DeliverByConfig.class, Map.of("minimum", minimum)));
    }

    private static Stream<Map<String, String>> by(String... values) {
        return Stream.of(values).map(value -> Map.of("BY", value));
    }

    @Override
    public DeliverByExtension extension() {
        return with(60);
    }

    @Override
    public List<Map<String, String>> taken() {
        return by("60;R", "61;r", "999999999;RT", "0;N", "-999999999;NT", "+5;n").toList();
    }

    @Override
    public List<Map<String, String>> refused() {
        return by("", "59;R", "1;RT", "0;R", "-60;R", "60", "60;", "60;T", "60;X", "60;RR", "1000000000;N", "x;N").toList();
    }

    @Test
    void theMinimumIsTold() {
        assertThat(with(60).offer(client())).contains("60");
        assertThat(with(0).offer(client())).contains("");
        assertThat(with(0).mailRefusal(client(), Map.of("BY", "1;R"))).isEmpty();
    }

    @Test
    void strangersAreNotToldOfIt() {
        assertThat(extension().offer(SampleSession.stranger())).isEmpty();
        assertThat(extension().offer(SampleSession.neighbour())).isPresent();
        assertThat(extension().offer(SampleSession.arriving())).isPresent();
    }

    @Test
    void aRefusalSaysWhatIsWrong() {
        assertThat(extension().mailRefusal(client(), Map.of("BY", "59;R")).orElseThrow())
                .hasToString("555 5.5.4 No message is returned before 60 seconds");
        assertThat(extension().mailRefusal(client(), Map.of("BY", "0;R")).orElseThrow())
                .hasToString("501 5.5.4 Syntax: BY=seconds;R or N, then T to trace");
    }
}
