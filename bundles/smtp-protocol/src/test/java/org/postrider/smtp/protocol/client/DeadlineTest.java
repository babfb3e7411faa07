package org.postrider.smtp.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Address;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.DeliverBy;

class DeadlineTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** @param offers keywords, each perhaps with a parameter, separated by / */
    private static Deadline deadline(String by, String offers) {
        Map<String, String> keywords = new HashMap<>();
        for (String line : offers == null ? new String[0] : offers.split("/")) {
            String[] parts = line.split(" ", 2);
            keywords.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return new Deadline(Optional.ofNullable(by).flatMap(b -> DeliverBy.parse(b, NOW)), new Capabilities(keywords));
    }

    @ParameterizedTest
    @CsvSource({"120;R,,true", "120;R,DSN,true", "120;R,DELIVERBY,false", "120;R,DELIVERBY 120,false",
            "120;R,DELIVERBY 121,true", "'120;R','DELIVERBY 121,x',true", "120;R,DELIVERBY x,false", "120;N,,false",
            "0;N,DELIVERBY 600,false", ",,false"})
    void whatIsToBeReturnedNeedsAServerThatPromisesTime(String by, String offers, boolean refused) {
        Optional<Outcome> outcome = deadline(by, offers).refusal(NOW);
        assertThat(outcome.isPresent()).isEqualTo(refused);
        outcome.ifPresent(o -> assertThat(o.reply().toString()).startsWith("554 5.4.7 "));
        assertThat(deadline("120;R", "DELIVERBY").refusal(NOW.plusSeconds(120))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({",DSN,REPORTING", ",,SILENT", "60;N,DSN,SILENT", "60;N,DSN/DELIVERBY,REPORTING", "60;R,DSN/DELIVERBY,REPORTING",
            "60;N,DELIVERBY,SILENT"})
    void whoLooksAtNoTimeDoesNotReport(String by, String offers, Outcome.Holder holder) {
        assertThat(deadline(by, offers).holder()).isEqualTo(holder);
    }

    @ParameterizedTest
    @CsvSource({"60;N,DSN,,'FAILURE,DELAY'", "60;N,DSN,success,'SUCCESS,DELAY'", "60;N,DSN,NEVER,NEVER",
            "60;N,DSN,'DELAY,SUCCESS','DELAY,SUCCESS'", "60;N,DSN/DELIVERBY,FAILURE,FAILURE", "60;R,DSN,FAILURE,FAILURE",
            ",DSN,,"})
    void whoLooksAtNoTimeIsAskedForReportsOfDelay(String by, String offers, String notify, String asked) {
        Recipient recipient = new Recipient(Address.parse("joe@there.test"),
                notify == null ? Map.of() : Map.of("NOTIFY", notify));
        assertThat(deadline(by, offers).named(recipient).parameters().get("NOTIFY")).isEqualTo(asked);
    }
}
