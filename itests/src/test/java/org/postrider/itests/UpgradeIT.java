package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The engine and a filter are replaced by other versions while mail comes in as fast as it goes: nobody notices. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeIT {

    private static final int MESSAGES = Integer.getInteger("upgrade.messages", 2000);
    private static final int UPGRADES = Integer.getInteger("upgrade.times", 4);
    private static final String ENGINE = "org.postrider.smtp.server";
    private static final String FILTER = "org.postrider.example.filter";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final PostriderServer SERVER = PostriderServer.create("upgrade");
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static final Path VERSIONS = SERVER.home().resolveSibling("upgrade-versions");

    @BeforeAll
    static void start() throws IOException {
        SERVER.configure("org.postrider.generations.cfg", "grace = 2\n").start();
        DeployFolder.of(SERVER).dropExample("filter");
        await().atMost(PATIENCE).until(() -> SERVER.shell("mail:filters --json").output().contains("executable-attachments"));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    @Order(1)
    void nothingIsLostDoubledDroppedOrRefused() throws Exception {
        FullLoad load = FullLoad.start(SERVER.smtpPort(), MESSAGES);
        try (MailSession before = MailSession.open(SERVER.smtpPort())) {
            for (int i = 1; i <= UPGRADES && !load.hasFailed(); i++) {
                int due = i * MESSAGES / (UPGRADES + 1);
                await().atMost(PATIENCE).until(() -> load.size() >= due || load.hasFailed());
                SERVER.shell(upgrade(FILTER, i) + "; " + upgrade("smtp-server", i)).good();
            }
            Set<String> acknowledged = load.end();
            System.out.println(UPGRADES + " upgrades of the engine and " + UPGRADES + " of a filter during "
                    + acknowledged.size() + " messages in " + load.sessions() + " sessions, " + load.perSecond()
                    + " messages/s: 0 connections refused, 0 sessions dropped");
            eachHasArrivedOnceAndWasFilteredOnce(acknowledged);
            goesOn(before);
        }
        onlyTheNewestIsLeft(version(UPGRADES));
    }

    @Test
    @Order(2)
    void whatDoesNotFitChangesNothing() throws IOException {
        String engine = version(UPGRADES);
        Path older = OtherVersion.ofOurs(ENGINE, version(0), VERSIONS);
        assertThat(refused("mail:upgrade smtp-server " + older)).contains("is older than " + engine + ", which runs; --force");
        Path empty = Files.write(VERSIONS.resolve("empty.jar"),
                OtherVersion.with(Files.readAllBytes(OtherVersion.ofOurs(ENGINE, "9.0.0", VERSIONS)), "Service-Component", ""));
        SERVER.configure("org.postrider.generations.cfg", "grace = 2\nhealth = 2\n");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(refused("mail:upgrade smtp-server " + empty))
                .contains("did not come to serve in 2 s: it offers nothing of what the version before does"));
        assertThat(refused("mail:upgrade spool " + OtherVersion.ofOurs("org.postrider.spool", "9.0.0", VERSIONS)))
                .contains("org.postrider.spool keeps the spool, of which there is one");
        assertThat(refused("mail:upgrade api " + OtherVersion.ofOurs("org.postrider.api", "9.0.0", VERSIONS)))
                .contains("It would start others anew, and is not installed: ");
        assertThat(refused("mail:upgrade --drain 90000 smtp-server " + older)).contains("--drain is 0 to 86400 seconds");
        assertThat(refused("mail:upgrade no-such " + older)).contains("No bundle no-such.");
        assertThat(versions(ENGINE)).containsExactly(engine);
        SERVER.shell("mail:test --to postmaster@localhost").good();
    }

    private static String refused(String command) {
        Result result = SERVER.shell(command);
        assertThat(result.code()).as(result.output()).isEqualTo(1);
        return result.output();
    }

    @Test
    @Order(3)
    void storeIsUpgradedToo() throws Exception {
        Path store = OtherVersion.ofOurs("org.postrider.store.maildir", version(1), VERSIONS);
        await().atMost(PATIENCE).until(() -> SERVER.shell("mail:queue --json").good().output().contains("\"messages\":[]"));
        POSTMASTER.clear();
        FullLoad load = FullLoad.start(SERVER.smtpPort(), MESSAGES / 10);
        assertThat(SERVER.shell("mail:upgrade --wait store-maildir " + store).good().output()).contains("Uninstalled.");
        Set<String> acknowledged = load.end();
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(Set.copyOf(AckedLoad.ids(POSTMASTER.messages()))).isEqualTo(acknowledged));
        assertThat(POSTMASTER.count()).isEqualTo(acknowledged.size());
        assertThat(versions("org.postrider.store.maildir")).containsExactly(version(1));
    }

    /** As an administrator goes on with it: another feature, a restart, a restart with nothing in the cache, the way back. */
    @Test
    @Order(4)
    void staysUpgradedWhateverComes() throws IOException {
        String engine = version(UPGRADES);
        Path features = Files.writeString(VERSIONS.resolve("features.xml"), """
                <features name="extra" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="extra" version="1.0.0"/>
                </features>
                """);
        SERVER.shell("feature:repo-add " + features.toUri() + "; feature:install extra").good();
        await("after a feature was installed").atMost(PATIENCE).untilAsserted(() -> isUpgraded(engine));
        SERVER.restart();
        await("after a restart").atMost(PATIENCE).untilAsserted(() -> isUpgraded(engine));
        SERVER.stop();
        Directories.delete(SERVER.home().resolve("karaf/cache"));
        SERVER.start();
        await("with an empty cache").atMost(PATIENCE).untilAsserted(() -> isUpgraded(engine));
        SERVER.shell("mail:doctor").good();
        SERVER.shell("mail:upgrade --force --wait smtp-server " + OtherVersion.ofOurs(ENGINE, version(0), VERSIONS)).good();
        assertThat(versions(ENGINE)).containsExactly(version(0));
        SERVER.shell("mail:test --to postmaster@localhost").good();
    }

    private static void isUpgraded(String engine) {
        assertThat(versions(ENGINE)).containsExactly(engine);
        assertThat(versions("org.postrider.store.maildir")).containsExactly(version(1));
        assertThat(SERVER.shell("mail:generations --json").good().output().strip()).isEqualTo("[]");
        SERVER.shell("mail:test --to postmaster@localhost").good();
    }

    private static String upgrade(String bundle, int i) {
        Path jar = bundle.equals(FILTER)
                ? OtherVersion.of(DeployFolder.jar("filter"), version(i), VERSIONS.resolve("filter-" + version(i) + ".jar"))
                : OtherVersion.ofOurs(ENGINE, version(i), VERSIONS);
        return "mail:upgrade " + bundle + " " + jar;
    }

    private static String version(int i) {
        return "0.1." + i;
    }

    private static void eachHasArrivedOnceAndWasFilteredOnce(Set<String> acknowledged) {
        await().atMost(PATIENCE).until(() -> POSTMASTER.count() >= acknowledged.size());
        List<String> messages = POSTMASTER.messages();
        List<String> ids = AckedLoad.ids(messages);
        Set<String> found = Set.copyOf(ids);
        System.out.println("lost: " + acknowledged.stream().filter(id -> !found.contains(id)).count()
                + ", doubled: " + (ids.size() - found.size()));
        assertThat(found).isEqualTo(acknowledged);
        assertThat(ids).hasSameSizeAs(acknowledged);
        assertThat(messages).allSatisfy(message -> assertThat(message).containsOnlyOnce("X-Example: seen\r\n"));
    }

    /** A session of the first engine and the first filter, which are both still there for it. */
    private static void goesOn(MailSession before) {
        String generations = SERVER.shell("mail:generations --json").good().output();
        assertThat(generations).containsPattern("\"name\":\"" + ENGINE
                + "\",\"version\":\"0.1.0.SNAPSHOT\",\"state\":\"draining\",\"sessions\":1,");
        assertThat(generations).containsPattern("\"name\":\"" + FILTER
                + "\",\"version\":\"0.1.0.SNAPSHOT\",\"state\":\"draining\",\"sessions\":1,");
        assertThat(before.command("HELP")).startsWith("214"); // classes that nothing has needed before
        assertThat(before.command("VRFY postmaster@localhost")).startsWith("25");
        assertThat(before.command("MAIL FROM:<a@session.test> SIZE=100 BODY=8BITMIME")).startsWith("250");
        assertThat(before.command("RCPT TO:<postmaster@localhost>")).startsWith("250");
        assertThat(before.command("BDAT 30 LAST\r\nSubject: begun-before\r\n\r\nabc")).startsWith("250");
        assertThat(before.mail("Subject: program\r\nContent-Disposition: attachment; filename=x.exe\r\n\r\nx\r\n"))
                .startsWith("550 5.7.1");
        assertThat(before.command("QUIT")).startsWith("221");
    }

    private static void onlyTheNewestIsLeft(String version) {
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(SERVER.shell("mail:generations --json").good().output().strip()).isEqualTo("[]"));
        JavaProcess process = new JavaProcess(SERVER.process().orElseThrow());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(process.instances(ENGINE + ".SmtpEngine")).isEqualTo(1));
        assertThat(versions(ENGINE)).containsExactly(version);
        assertThat(versions(FILTER)).containsExactly(version);
    }

    private static List<String> versions(String bundle) {
        Matcher lines = Pattern.compile("(\\S+)\\s+\\S+\\s+" + Pattern.quote(bundle) + "\\s*$", Pattern.MULTILINE)
                .matcher(SERVER.shell("bundle:list -t 0 -s").good().output());
        return lines.results().map(line -> line.group(1)).toList();
    }
}
