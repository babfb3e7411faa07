package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postrider.itests.planted.PassingFilter;

/** A plugin comes, is updated and goes again and again while mail flows: F9. It leaves nothing in memory: R10. */
class RedeployIT {

    private static final int TIMES = Integer.getInteger("redeploy.times", 20);
    private static final int AT_ONCE = 5;
    private static final long MOST_METASPACE = 10 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOADER = "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader";
    private static final PostriderServer SERVER = PostriderServer.create("redeploy");
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void pluginsComeAndGoUnderLoadAndLeaveNothingBehind() throws Exception {
        String cycle = cycle();
        SERVER.shell(cycle).good(); // what the first one loads stays
        JavaProcess process = new JavaProcess(SERVER.process().orElseThrow());
        int loaders = process.instances(LOADER);
        long metaspace = process.metaspace();
        SteadyLoad load = SteadyLoad.start(SERVER.smtpPort());
        Set<String> acknowledged;
        try {
            for (int i = 0; i < TIMES; i += AT_ONCE) {
                SERVER.shell(cycle.repeat(Math.min(AT_ONCE, TIMES - i))).good();
            }
        } finally {
            acknowledged = load.stop(); // fails if one session or message did
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Set.copyOf(delivered())).isEqualTo(acknowledged));
        assertThat(delivered()).hasSameSizeAs(acknowledged);
        System.out.println("F9: a plugin came, was updated and went " + TIMES + " times during " + acknowledged.size()
                + " messages: none lost, none deferred, no session failed");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(process.instances(PassingFilter.class.getName())).isZero();
            assertThat(process.instances(LOADER)).isEqualTo(loaders);
        });
        long grown = process.metaspace() - metaspace;
        System.out.println("R10: after " + 2 * TIMES + " redeployments no class loader is left, metaspace grew by "
                + grown / 1024 + " KB");
        assertThat(grown).isLessThan(MOST_METASPACE);
    }

    /** Ids of the load's messages; those of mail:test have none. */
    private static List<String> delivered() {
        return AckedLoad.ids(POSTMASTER.messages()).stream().filter(id -> !id.equals("none")).toList();
    }

    /** Shell commands; each session is held by one version or the other, or by none. */
    private static String cycle() throws IOException {
        Path first = jar("1.0.0");
        Path second = jar("1.0.1");
        return "bundle:install -s " + first.toUri() + "; mail:test --to postmaster@localhost; bundle:update planted.passing "
                + second.toUri() + "; mail:filters; bundle:uninstall planted.passing; ";
    }

    private static Path jar(String version) throws IOException {
        return Files.write(SERVER.home().resolve("passing-" + version + ".jar"),
                OtherVersion.with(PluginJar.of(PassingFilter.class, "passing"), "Bundle-Version", version));
    }
}
