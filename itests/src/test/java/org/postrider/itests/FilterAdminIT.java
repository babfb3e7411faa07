package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postrider.api.filter.MailFilter;
import org.postrider.itests.planted.HangingFilter;
import org.postrider.itests.planted.ThrowingFilter;

/** What an administrator does about filters, and what the platform does about broken ones. */
class FilterAdminIT {

    private static final PostriderServer SERVER = PostriderServer.create("filter-admin");
    private static final DeployFolder DEPLOY = DeployFolder.of(SERVER);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NAME = "executable-attachments";
    private static final String FILE = "etc/org.postrider.filters.filter-" + NAME + ".cfg";
    private static final String PLAIN = "Subject: plain\r\n\r\nx\r\n";
    private static final String PROGRAM = "Content-Disposition: attachment; filename=setup.exe\r\n\r\nMZ\r\n";
    private static final int FAILURES = 5;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aModeCountsForTheNextSessionAndLasts() {
        DEPLOY.dropExample("filter");
        await().atMost(PATIENCE).until(() -> mail(PROGRAM).startsWith("550 5.7.1 "));
        try (MailSession before = MailSession.open(SERVER.smtpPort())) {
            assertThat(SERVER.shell("mail:filter " + NAME + " mode=shadow").good().output())
                    .containsPattern("mode +shadow +\\(overridden\\)");
            assertThat(mail(PROGRAM)).startsWith("250 ");
            assertThat(before.mail(PROGRAM)).as("with what it began with").startsWith("550 5.7.1 ");
        }
        isInShadow();
        badSettingsAreRefused();
        SERVER.restart();
        isInShadow();
        assertThat(SERVER.shell("mail:filter " + NAME + " mode=").good().output()).containsPattern("mode +enforce\n");
        assertThat(mail(PROGRAM)).startsWith("550 5.7.1 ");
        assertThat(SERVER.home().resolve(FILE)).doesNotExist();
        DEPLOY.remove("filter.jar");
    }

    private static void isInShadow() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(filters()).contains("\"mode\":\"shadow\""));
        assertThat(filters()).contains("\"overridden\":[\"mode\"]");
        assertThat(SERVER.read(FILE).lines()).contains("name = " + NAME, "mode = shadow");
        String accepted = mail(PROGRAM);
        assertThat(accepted).startsWith("250 ");
        assertThat(trace(accepted)).containsPattern("MESSAGE +" + NAME + " .*shadow").contains("reject 550 5.7.1");
    }

    private static void badSettingsAreRefused() {
        String before = SERVER.read(FILE);
        refused("mode=perhaps", "mode is \"perhaps\", allowed is one of enforce, shadow, off");
        refused("deadline=9h", "deadline is \"9h\", allowed is a time such as 500ms, 20s or 2m");
        refused("mode=off concurrency=0", "concurrency is \"0\", allowed is 1 to 10000");
        refused("mood=off", "there is no setting \"mood\"; there are: mode, onFailure, deadline");
        assertThat(SERVER.shell("mail:filter executable mode=off")).satisfies(result ->
                assertThat(result.code()).isEqualTo(1)).extracting(Result::output).asString().contains(NAME);
        assertThat(SERVER.read(FILE)).isEqualTo(before);
        isInShadow();
    }

    private static void refused(String setting, String why) {
        Result result = SERVER.shell("mail:filter " + NAME + " " + setting);
        assertThat(result.output()).contains(why);
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void aThrowingFilterDefersAndIsLeftAloneAfterSomeFailures() {
        plant(ThrowingFilter.class, "throwing", "");
        failsAndIsRemedied("throwing", "failed: it threw IllegalStateException: planted; so defer 451 4.3.0 ");
    }

    @Test
    void aHangingFilterDefersAfterItsDeadlineAndIsLeftAloneAfterSomeFailures() {
        plant(HangingFilter.class, "hanging", "deadline = 300ms\n");
        failsAndIsRemedied("hanging", "failed: it did not answer within 300ms; so defer 451 4.3.0 ");
    }

    /** Switched off until it is there, so that its first call is one that the test makes. */
    private static void plant(Class<? extends MailFilter> filter, String name, String settings) {
        SERVER.configure("org.postrider.filters.filter-" + name + ".cfg",
                "name = " + name + "\nmode = off\n" + settings);
        DEPLOY.drop(name + ".jar", PluginJar.of(filter, name));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(SERVER.shell("mail:filters").output())
                .containsPattern(name + " .*\\| off "));
    }

    private static void failsAndIsRemedied(String name, String why) {
        try {
            SERVER.shell("mail:filter " + name + " mode=enforce").good();
            fails(name, why);
            assertThat(SERVER.log()).contains("filter " + name + " 1.0.0: circuit open after 5 failures in a row");
            assertThat(filters()).contains("\"problem\":\"its circuit is open: it failed again and again\"");
            remedies(name);
        } finally {
            DEPLOY.remove(name + ".jar");
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(filters()).doesNotContain(name));
        assertThat(mail(PLAIN)).startsWith("250 ");
    }

    /** All in one session, which lives on. */
    private static void fails(String name, String why) {
        try (MailSession session = MailSession.open(SERVER.smtpPort())) {
            List<String> replies = Stream.generate(() -> session.mail(PLAIN)).limit(FAILURES + 1).toList();
            assertThat(replies).allMatch(reply -> reply.startsWith("451 4.3.0 "));
            assertThat(trace(replies.get(0))).containsPattern("MESSAGE +" + name + " ").contains(why);
            assertThat(trace(replies.get(FAILURES))).contains("failed: its circuit is open; so defer 451 4.3.0 ");
            assertThat(session.command("NOOP")).startsWith("250 ");
        }
    }

    private static void remedies(String name) {
        for (String remedy : List.of("onFailure=pass", "onFailure= mode=shadow", "mode=off")) {
            SERVER.shell("mail:filter " + name + " " + remedy).good();
            assertThat(mail(PLAIN)).as(remedy).startsWith("250 ");
        }
        assertThat(filters()).doesNotContain("circuit");
    }

    private static String mail(String message) {
        return MailSession.mail(SERVER.smtpPort(), message);
    }

    private static String filters() {
        return SERVER.shell("mail:filters --json").good().output();
    }

    private static String trace(String reply) {
        return SERVER.shell("mail:trace " + MailSession.id(reply)).good().output();
    }
}
