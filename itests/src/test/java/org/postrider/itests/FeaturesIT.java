package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.postrider.itests.planted.BundleWitness;

/** Each feature that is shipped is removed from a running server and installed again: no other bundle is touched. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FeaturesIT {

    private static final PostriderServer SERVER = PostriderServer.create("features");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ALL = "postrider";
    /** After how many features the server is restarted; by default after the last only. */
    private static final int RESTART_EVERY = Integer.getInteger("features.restart", Integer.MAX_VALUE);
    private static List<String> features;

    @BeforeAll
    static void start() {
        DeployFolder.of(SERVER.with("POSTRIDER_SHELL_TIMEOUT", "300").start()).drop("witness.jar",
                AlteredJar.of(PluginJar.of(BundleWitness.class, "witness"))
                        .with("Import-Package", "org.postrider.api.filter,org.osgi.framework").octets());
        await().atMost(PATIENCE).until(() -> SERVER.shell("mail:filters").output().contains("witness"));
        features = SERVER.shell("feature:list --no-format").good().output().lines()
                .map(line -> line.split("\t")[0].strip())
                .filter(name -> name.startsWith(ALL)).filter(name -> !name.equals(ALL)).sorted().toList();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    @Order(1)
    void theWholeIsTheSumOfItsParts() {
        assertThat(features).hasSizeGreaterThan(30).contains("postrider-queue", "postrider-webconsole", "postrider-net");
        List<String> before = bundles();
        SERVER.shell("feature:install " + String.join(" ", features)).good();
        SERVER.shell("feature:uninstall " + ALL).good();
        assertThat(bundles()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void removingAndInstallingAFeatureTouchesNoOtherBundle() {
        List<String> before = names();
        int done = 0;
        for (String feature : features) {
            SERVER.shell("feature:uninstall " + feature + "; feature:install " + feature).good();
            if (++done % RESTART_EVERY == 0) {
                assertNobodyElseWasTouched();
                restartChangesNothing();
            }
        }
        assertNobodyElseWasTouched();
        assertThat(names()).isEqualTo(before);
    }

    /** What is stopped is what goes, what is started is what came; nothing is updated or started anew. */
    private static void assertNobodyElseWasTouched() {
        Map<String, List<String>> events = new LinkedHashMap<>();
        SERVER.read("witness.log").lines().map(it -> it.split(" ", 2))
                .filter(it -> List.of("INSTALLED", "STARTED", "STOPPED", "UPDATED", "UNINSTALLED").contains(it[0]))
                .filter(it -> !it[1].endsWith(" planted.witness"))
                .forEach(it -> events.computeIfAbsent(it[1], bundle -> new ArrayList<>()).add(it[0]));
        Map<String, List<String>> strange = new LinkedHashMap<>(events);
        strange.values().removeIf(FeaturesIT::isOneLife);
        assertThat(strange).isEmpty();
        long gone = events.values().stream().filter(it -> it.contains("UNINSTALLED")).count();
        System.out.println(features.size() + " features removed and installed: " + gone + " bundles went and came back");
        assertThat(gone).isGreaterThan(20);
    }

    private static boolean isOneLife(List<String> events) {
        return List.of("INSTALLED STARTED STOPPED UNINSTALLED", "STOPPED UNINSTALLED", "INSTALLED STARTED", "INSTALLED",
                "UNINSTALLED").contains(String.join(" ", events));
    }

    @Test
    @Order(3)
    void aRestartChangesNothing() {
        restartChangesNothing();
        SERVER.shell("mail:doctor").good();
        assertThat(MailSession.mail(SERVER.smtpPort(), "Subject: still here\r\n\r\nx\r\n")).startsWith("250 ");
    }

    private static void restartChangesNothing() {
        List<String> before = bundles();
        long errors = errors();
        SERVER.restart();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bundles()).isEqualTo(before));
        assertThat(errors()).isEqualTo(errors);
    }

    private static long errors() {
        return SERVER.log().lines().filter(line -> line.contains("| ERROR |")).count();
    }

    /** Id, state, start level, version and name of each. */
    private static List<String> bundles() {
        return SERVER.shell("bundle:list -t 0 -s --no-format").good().output().lines().map(String::strip).toList();
    }

    /** Without their ids. */
    private static List<String> names() {
        return bundles().stream().map(it -> it.substring(it.indexOf('\t') + 1)).sorted().collect(Collectors.toList());
    }
}
