package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code postrider bench} as it is shipped, against the server it is shipped with. */
class BenchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final PostriderServer SERVER = PostriderServer.create("bench");
    private static final Maildir MAILDIR = Maildir.of(SERVER.home(), "localhost", "postmaster");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static Result bench(String... options) {
        List<String> words = new ArrayList<>(List.of("bench", "127.0.0.1:" + SERVER.smtpPort(), "--json"));
        words.addAll(List.of(options));
        return SERVER.script(words, "");
    }

    @Test
    void whatItSendsIsInTheMailboxAndNothingIsLost() throws Exception {
        MAILDIR.clear();
        long pid = SERVER.process().orElseThrow().pid();
        Result result = bench("--messages", "500", "--sessions", "10", "--size", "2048", "--pid", String.valueOf(pid)).good();
        assertThat(result.output()).contains("\"messages\":500", "\"acknowledged\":500", "\"refused\":0", "\"lost\":0",
                "\"failures\":{}", "\"p99.9\":").doesNotContain("\"server_cpu_seconds\":null");
        await().atMost(PATIENCE).until(() -> MAILDIR.count() == 500);
        assertThat(MAILDIR.messages().stream().map(text -> text.replaceFirst("(?s).*X-Bench-Id: (\\S+).*", "$1")))
                .doesNotHaveDuplicates().hasSize(500);
    }

    /** Two refusals for each message, at RCPT and DATA; few enough that the server does not end the session for them. */
    @Test
    void refusalsAreCountedByTheirCode() {
        Result result = bench("--messages", "6", "--sessions", "2", "--to", "nobody@elsewhere.test");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("\"refused\":6", "\"lost\":0", "\"acknowledged\":0", "\"554\":12");
    }

    @Test
    void anotherMachineIsNotLoaded() {
        Result result = SERVER.script("bench", "192.0.2.1");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).contains("--yes-i-may-load 192.0.2.1");
    }
}
