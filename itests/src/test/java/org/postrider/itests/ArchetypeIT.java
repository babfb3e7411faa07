package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The five commands of docs/plugin-guide.md, to the letter, in an empty directory: from nothing to a tested plugin that
 * treats mail. The user is a new one, whose Maven takes from the repository of this build what it would fetch.
 */
class ArchetypeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final PostriderServer SERVER = PostriderServer.create("archetype");
    private static final Path USER = Distribution.work().resolve("archetype");
    private static final Path PLACE = USER.resolve("work");
    private static final String CASINO = "Subject: Casino for free\r\n\r\nx\r\n";

    private static final String SETTINGS = """
            <settings>
              <profiles><profile>
                <id>build</id>
                <repositories><repository>%1$s</repository></repositories>
                <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
              </profile></profiles>
              <activeProfiles><activeProfile>build</activeProfile></activeProfiles>
            </settings>
            """;

    @BeforeAll
    static void start() throws IOException {
        Directories.delete(USER);
        Files.createDirectories(PLACE);
        String repository = "<id>build</id><url>" + Path.of(System.getProperty("postrider.repository")).toUri()
                + "</url><snapshots><enabled>false</enabled></snapshots>";
        Files.createDirectories(USER.resolve(".m2"));
        Files.writeString(USER.resolve(".m2/settings.xml"), SETTINGS.formatted(repository));
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void fiveCommandsLeadFromNothingToAPluginThatTreatsMail() throws IOException {
        List<String> commands = commands();
        assertThat(commands).hasSize(5);
        assertThat(mail(CASINO)).startsWith("250 ");
        for (String command : commands) {
            assertThat(SERVER.home().resolve("deploy/first-filter.jar")).doesNotExist();
            run(command);
        }
        Stopwatch.start("a plugin of one's own, its first refusal").until(PATIENCE, () -> mail(CASINO).startsWith("550 5.7.1 "));
        assertThat(mail("Subject: lunch\r\n\r\nx\r\n")).startsWith("250 ");
        assertThat(SERVER.shell("mail:filters").good().output()).contains("first-filter");
        assertThat(SourceTree.read(report())).as("its own two and the contract")
                .containsPattern("Tests run: (?:[3-9]|\\d{2,}), Failures: 0, Errors: 0, Skipped: 0");
        assertThat(SourceTree.read(PLACE.resolve("first-filter/README.md")))
                .contains("cp target/first-filter-1.0.0.jar").doesNotContain("${");
    }

    /** Those below the heading, each in one line or in several that end in a backslash. */
    private static List<String> commands() {
        String guide = Document.of("docs/plugin-guide.md").text();
        String listing = guide.substring(guide.indexOf("<!-- run by ArchetypeIT -->\n```sh\n"));
        return listing.substring(listing.indexOf("```sh\n") + 6, listing.indexOf("\n```\n"))
                .replaceAll("\\\\\n *", "").lines().toList();
    }

    private static Path report() {
        return PLACE.resolve("first-filter/target/surefire-reports/org.example.SubjectFilterTest.txt");
    }

    private static void run(String command) {
        Map<String, String> environment = new HashMap<>(SERVER.environment());
        environment.put("HOME", USER.toString());
        environment.put("MAVEN_OPTS", "-Duser.home=" + USER + " -XX:TieredStopAtLevel=1");
        environment.put("PATH", Distribution.program().resolve("bin") + ":" + System.getProperty("maven.home") + "/bin:"
                + System.getenv("PATH"));
        Programs.run(PLACE, environment, List.of("bash", "-c", command)).good();
    }

    private static String mail(String message) {
        return MailSession.mail(SERVER.smtpPort(), message);
    }
}
