package org.postrider.delivery.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postrider.testing.sink.SmtpSink;

class TermsOnTheWayTest {

    @Test
    void theTimeThatIsLeftAndThePriorityAreSaidWhereTheyAreOffered() throws IOException {
        RemoteBench bench = new RemoteBench();
        bench.parameters = Map.of("BY", "120;RT", "MT-PRIORITY", "-3", "HOLDFOR", "0");
        try (SmtpSink sink = new SmtpSink().extensions("DELIVERBY 60", "MT-PRIORITY", "FUTURERELEASE 9 2099-01-01T00:00:00Z")) {
            assertThat(bench.reply(sink.destination())).startsWith("250 ");
            assertThat(sink.commands()).anyMatch(line -> line.matches("MAIL FROM:<me@here.test> BY=1[12]\\d;RT MT-PRIORITY=-3"));
        }
        try (SmtpSink sink = new SmtpSink()) {
            assertThat(bench.reply(sink.destination())).startsWith("554 5.4.7 ");
            assertThat(sink.commands()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }
}
