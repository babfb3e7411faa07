package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
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

/**
 * Features that are shipped are removed from a running server and installed again: no other bundle is touched. One that
 * others need is not removed, and nothing is touched at all.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FeaturesIT {

    private static final PostriderServer SERVER = PostriderServer.create("features");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ALL = "postrider";
    /** Shipped, and not a part of the whole. */
    private static final String EXTRA = "postrider-chaos";

    /** Every so many-th feature; all of them take longer than a build has. */
    private static final int EVERY = Integer.getInteger("features.every", 4);
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
                .filter(name -> name.startsWith(ALL)).filter(name -> !name.equals(ALL) && !name.equals(EXTRA)).sorted()
                .toList();
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
    void removingAndInstallingAFeatureTouchesNoOtherBundle() throws IOException {
        List<String> before = names();
        int removed = 0;
        List<String> needed = new ArrayList<>();
        for (int i = 0; i < features.size(); i += EVERY) {
            String feature = features.get(i);
            if (!isRemovedAndInstalled(feature)) {
                needed.add(feature);
            } else if (++removed % RESTART_EVERY == 0) {
                assertNobodyElseWasTouched();
                restartChangesNothing();
            }
        }
        SERVER.shell("feature:install " + EXTRA + "; feature:uninstall " + EXTRA).good();
        System.out.println(removed + " features removed and installed; needed by others, and not removed: " + needed);
        assertThat(removed).isPositive();
        assertNobodyElseWasTouched();
        assertThat(names()).isEqualTo(before);
    }

    /** False if others need a service that only it has: then the features service refuses it. */
    private static boolean isRemovedAndInstalled(String feature) {
        Result result = SERVER.shell("feature:uninstall " + feature + "; feature:install " + feature);
        if (result.code() != 0) {
            assertThat(result.output()).contains("Unable to resolve", "osgi.service; ");
        }
        return result.code() == 0;
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
        assertThat(events.values()).as("bundles went and came").anyMatch(it -> it.contains("UNINSTALLED"))
                .anyMatch(it -> it.contains("INSTALLED"));
    }

    private static boolean isOneLife(List<String> events) {
        return List.of("INSTALLED STARTED STOPPED UNINSTALLED", "STOPPED UNINSTALLED", "INSTALLED STARTED", "INSTALLED",
                "UNINSTALLED").contains(String.join(" ", events));
    }

    @Test
    @Order(3)
    void aRestartChangesNothing() throws IOException {
        restartChangesNothing();
        SERVER.shell("mail:doctor").good();
        assertThat(MailSession.mail(SERVER.smtpPort(), "Subject: still here\r\n\r\nx\r\n")).startsWith("250 ");
    }

    private static void restartChangesNothing() throws IOException {
        List<String> before = bundles();
        long errors = errors();
        SERVER.restart();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bundles()).isEqualTo(before));
        assertThat(errors()).isEqualTo(errors);
        Files.delete(SERVER.home().resolve("witness.log"));
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
