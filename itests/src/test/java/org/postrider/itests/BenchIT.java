package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postrider.itests.planted.PassingFilter;

/** {@code postrider bench} as it is shipped, against the server it is shipped with. */
class BenchIT {

    private static final int MESSAGES = Integer.getInteger("pipeline.messages", 500);
    private static final int ROUNDS = Integer.getInteger("pipeline.rounds", 1);
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

    /** What asking ten filters costs that do nothing, in turns with none; the rate is printed, not judged. */
    @Test
    void tenFiltersThatPassAreAsked() {
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "pass" + i).toList();
        names.forEach(name -> DeployFolder.of(SERVER).drop(name + ".jar", PluginJar.of(PassingFilter.class, name)));
        await().atMost(PATIENCE).until(() -> SERVER.shell("mail:filters").output().split("pass\\d").length == 11);
        rate();
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            set(names, "enforce");
            with.add(rate());
            set(names, "off");
            without.add(rate());
        }
        System.out.printf("pipeline: %.0f messages/s with no filter, %.0f with ten, %.1f %% less%n", median(without),
                median(with), 100 - 100 * median(with) / median(without));
        assertThat(SERVER.shell("mail:filters --json").output())
                .containsPattern("\"name\":\"pass9\".*?\"calls\":" + (ROUNDS + 1) * MESSAGES + "\\b");
        names.forEach(name -> DeployFolder.of(SERVER).remove(name + ".jar"));
    }

    private static void set(List<String> names, String mode) {
        SERVER.shell(names.stream().map(name -> "mail:filter " + name + " mode=" + mode).collect(Collectors.joining("; ")))
                .good();
    }

    private static double rate() {
        String json = bench("--messages", String.valueOf(MESSAGES), "--size", "4096", "--per-connection", "500").good().output();
        Matcher found = Pattern.compile("\"messages_per_second\":([0-9.]+)").matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    @Test
    void anotherMachineIsNotLoaded() {
        Result result = SERVER.script("bench", "192.0.2.1");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).contains("--yes-i-may-load 192.0.2.1");
    }
}
