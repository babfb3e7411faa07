package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.postrider.itests.planted.GreedyFilter;

/** F8, F10: a server that a plugin ends is there again, with all that it acknowledged, and in the end without the plugin. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SelfRestartIT {

    private static final Duration BACK = Duration.ofSeconds(60);
    private static final PostriderServer SERVER = PostriderServer.create("self-restart");
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static final List<String> ACKNOWLEDGED = new ArrayList<>();

    @BeforeAll
    static void start() {
        SERVER.start();
        DeployFolder.of(SERVER).drop("greedy.jar", PluginJar.of(GreedyFilter.class, "greedy"));
        await().atMost(BACK).until(() -> SERVER.shell("mail:filters").output().contains("greedy"));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    @Order(1)
    void whoEndsItThreeTimesIsNotRunAnyMore() {
        endsAndIsBack("X-Wish: memory");
        endsAndIsBack("X-Wish: end");
        assertThat(SERVER.shell("mail:filters").good().output()).doesNotContain("safe mode");
        endsAndIsBack("X-Wish: memory");
        assertThat(SERVER.shell("mail:filters").good().output()).contains("safe mode: ");
        assertThat(SERVER.log()).contains("SAFE MODE: the server ended by itself 3 times");
        accept("X-Wish: memory");
        await().atMost(BACK).untilAsserted(() -> {
            List<String> delivered = POSTMASTER.messages();
            assertThat(ACKNOWLEDGED).allMatch(mark -> delivered.stream().anyMatch(message -> message.contains(mark)));
        });
    }

    /** The message that ends the server is not acknowledged; the one before it is. */
    private static void endsAndIsBack(String wish) {
        accept("X-Wish: none");
        long before = SERVER.process().orElseThrow().pid();
        long began = System.nanoTime();
        try (MailSession session = MailSession.open(SERVER.smtpPort())) {
            assertThatThrownBy(() -> session.mail(wish + "\r\n\r\n")).as("the connection is cut");
        }
        await().atMost(BACK).until(() -> SERVER.process().filter(process -> process.pid() != before).isPresent());
        await().atMost(BACK).ignoreExceptions().until(() -> {
            MailSession.open(SERVER.smtpPort()).close();
            return true;
        });
        accept("X-Wish: none");
        System.out.printf("F8: accepts mail again after %.1f s%n", (System.nanoTime() - began) / 1e9);
        SERVER.awaitPort(SERVER.sshPort());
    }

    private static void accept(String header) {
        assertThat(MailSession.mail(SERVER.smtpPort(), header + "\r\n" + unique())).startsWith("250 ");
    }

    private static String unique() {
        String mark = "X-Mark: " + ACKNOWLEDGED.size() + ".";
        ACKNOWLEDGED.add(mark);
        return mark + "\r\n\r\n";
    }

    @Test
    @Order(2)
    void anOrderlyStopForgetsAndTheFilterIsTriedAgain() {
        SERVER.restart();
        await().atMost(BACK).until(() -> SERVER.shell("mail:filters").output().contains("greedy"));
        assertThat(SERVER.shell("mail:filters").good().output()).doesNotContain("safe mode");
        assertThat(SERVER.read("log/restarts.log").lines()).hasSize(3)
                .allMatch(line -> line.contains("the server ended by itself with code "));
    }
}
