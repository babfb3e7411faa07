package org.postrider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {

    private static final String METATYPE = """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="org.postrider.box.Settings">
                <AD id="port" type="Integer" min="0" max="65535" default="2525"/>
                <AD id="mode" type="String" default="a"><Option label="A" value="a"/><Option label="B" value="b"/></AD>
                <AD id="on" type="Boolean" default="true"/>
                <AD id="sizes" type="Long" cardinality="2147483647" required="false" min="1"/>
                <AD id="ratio" type="Double" required="false" max="1.5"/>
                <AD id="name" type="String" required="false" min="2" max="4"/>
                <AD id=".password" type="Password" required="false" min="8"/>
                <AD id="host" type="String"/>
              </OCD>
              <Designate %s="org.postrider.box"><Object ocdref="org.postrider.box.Settings"/></Designate>
            </metatype:MetaData>
            """;

    @TempDir
    Path directory;
    private Path home;
    private Path distribution;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void instance() throws IOException {
        home = directory.resolve("home");
        distribution = directory.resolve("dist");
        Files.createDirectories(home.resolve("etc/secrets"));
        describe("factoryPid");
    }

    @Test
    void pluginsAreHeldAgainstTheLockFile() throws IOException {
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        String none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"; // of no octets
        for (String jar : new String[] {"a-1.0.0.jar", "b-1.0.0.jar", "c.jar"}) {
            Files.createFile(plugins.resolve(jar));
        }
        write("plugins.lock", "# plugins\na 1.0.0 " + none + "\nb 1.0.0 " + "0".repeat(64) + "\nd 1 "
                + "0".repeat(64) + "\nnonsense\n");
        assertThat(check().lines()).containsExactlyInAnyOrder(
                "plugins.lock: line 5: found nonsense, allowed symbolic name, version, SHA-256",
                "plugins/b-1.0.0.jar: SHA-256: found " + none + ", allowed " + "0".repeat(64) + " as in etc/plugins.lock",
                "plugins/c.jar: SHA-256: found " + none + ", allowed what has a line in etc/plugins.lock", "3 errors");
    }

    @Test
    void aGoodFileIsFine() throws IOException {
        write("org.postrider.box-x.cfg", "port = 25\nhost = h\nmode = b\nsizes = 1, 2\nratio = 1.25\nstore.target = (a=b)\n");
        assertThat(check()).isEqualTo("configuration is fine: 1 files\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "port = 70000   | port: found '70000', allowed a whole number of 0..65535",
        "port = many    | port: found 'many', allowed a whole number of 0..65535",
        "port = 1.5     | port: found '1.5', allowed a whole number of 0..65535",
        "mode = c       | mode: found 'c', allowed a, b",
        "on = yes       | on: found 'yes', allowed true, false",
        "sizes = 3,0    | sizes: found '3,0', allowed a whole number of 1..",
        "ratio = 2      | ratio: found '2', allowed a number of ..1.5",
        "name = long-er | name: found 'long-er', allowed text of 2..4 characters",
        ".password = x  | .password: found a secret, allowed text of 8.. characters",
        "prot = 25      | prot: found an unknown key, allowed .password, host, mode, name, on, port, ratio, sizes",
        "port = $[env:NO_SUCH] | port: found $[env:NO_SUCH], allowed a variable, property or secret that is set",
        "name = \\u00zz | text: found Malformed \\uxxxx encoding., allowed key = value in UTF-8",
    })
    void aBadValueIsNamedWithWhatIsAllowed(String line, String finding) throws IOException {
        write("org.postrider.box-x.cfg", "host = h\n" + line + "\n");
        assertThat(check()).isEqualTo("org.postrider.box-x.cfg: " + finding + "\n1 errors\n");
    }

    @Test
    void aRequiredKeyMustBeThere() throws IOException {
        write("org.postrider.box-x.cfg", "");
        assertThat(check()).contains("host: found nothing, allowed a value, there is no default");
    }

    @Test
    void variablesAreFilledAndThenChecked() throws IOException {
        write("org.postrider.box-x.cfg", "host = $[prop:postrider.home]\nport = $[env:SMTP;default=25]\n");
        assertThat(check()).contains("fine");
        environment.put("SMTP", "x");
        assertThat(check()).contains("port: found 'x'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "org.postrider.box~x.cfg | org.postrider.box-x.cfg: with ~ the file would be ignored",
        "org.postrider.bux.cfg   | one of org.postrider.box",
        "org.postrider.box.cfg   | org.postrider.box-NAME.cfg",
    })
    void fileNamesAreChecked(String name, String allowed) throws IOException {
        write(name, "host = h\n");
        assertThat(check()).startsWith(name + ": file name: found ").contains("allowed " + allowed);
    }

    @Test
    void aSingletonHasNoInstances() throws IOException {
        describe("pid");
        write("org.postrider.box-x.cfg", "host = h\n");
        assertThat(check()).contains("allowed org.postrider.box.cfg");
    }

    @Test
    void noTwoWantTheSamePort() throws IOException {
        write("org.postrider.box-x.cfg", "host = h\nport = 25\n");
        write("org.postrider.box-y.cfg", "host = h\nport = 25\n");
        write("org.postrider.box-z.cfg", "host = h\nport = 8101\n");
        assertThat(check()).contains("box-y.cfg: port: found 25, allowed a port that is not also that of org.postrider.box-x.cfg")
                .contains("box-z.cfg: port: found 8101, allowed a port that is not also that of environment");
    }

    @Test
    void nobodyElseMayWriteToDeploy() throws IOException {
        Path deploy = Files.createDirectory(home.resolve("deploy"));
        Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThat(check()).contains("deploy: permissions: found rwxrwxr-x, allowed no write permission");
    }

    @Test
    void filesThatTheFirstStartWillCopyAreCheckedToo() throws IOException {
        Files.createDirectories(distribution.resolve("etc"));
        Files.writeString(distribution.resolve("etc/org.postrider.box-d.cfg"), "host = h\non = x\n");
        assertThat(check()).contains("org.postrider.box-d.cfg: on: found 'x'");
        write("org.postrider.box-d.cfg", "host = h\non = false\n");
        assertThat(check()).contains("fine");
    }

    private String check() throws IOException {
        var out = new ByteArrayOutputStream();
        int code = Check.run(home, distribution, environment, new PrintStream(out, true, StandardCharsets.UTF_8));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(code).isEqualTo(text.contains("fine") ? 0 : 1);
        return text;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(home.resolve("etc").resolve(name), text);
    }

    private void describe(String kind) throws IOException {
        Path jar = distribution.resolve("system/org/postrider/box.jar");
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream zip = new JarOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("OSGI-INF/metatype/org.postrider.box.Settings.xml"));
            zip.write(METATYPE.formatted(kind).getBytes(StandardCharsets.UTF_8));
        }
    }
}
