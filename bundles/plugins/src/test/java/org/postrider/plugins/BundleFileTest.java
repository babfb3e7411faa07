package org.postrider.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleFileTest {

    private static final long MOST = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void whatABundleSays() throws IOException {
        BundleFile file = read(TestJar.bundle("org.example.spf;singleton:=true", "1.2.0.b7").filter("spf")
                .entry("OSGI-INF/observer.xml", """
                        <component><implementation class="test.Observer"/><service>
                        <provide interface="org.postrider.api.event.MailObserver"/></service></component>"""));
        assertThat(file.label()).isEqualTo("org.example.spf 1.2.0.b7");
        assertThat(file.isSingleton()).isTrue();
        assertThat(file.offers()).containsExactly("MailObserver", "filter spf");
        assertThat(file.filters()).containsExactly("spf");
        assertThat(file.components()).extracting(DeclaredComponent::name)
                .containsExactlyInAnyOrder("test.spf", "test.Observer");
    }

    @Test
    void aLongHeaderIsReadWhole() throws IOException {
        String imports = "org.example.one,org.example.two,org.example.three,org.example.four,org.example.five";
        assertThat(read(TestJar.bundle("x", "1").with("Import-Package", imports)).clauses("Import-Package")).hasSize(5);
    }

    @Test
    void whatIsNoBundleIsNamed() {
        refused(TestJar.bundle("", "1"), "its manifest has no Bundle-SymbolicName: it is no bundle");
        refused(TestJar.bundle("x", ""), "its manifest has no Bundle-Version");
        refused(TestJar.bundle("x", "one"), "its Bundle-Version is \"one\", which is no version");
        refused(TestJar.bundle("x", "1").with("Service-Component", "OSGI-INF/x.xml"),
                "its Service-Component names OSGI-INF/x.xml, which is not there");
        refused(TestJar.bundle("x", "1").with("Service-Component", "x.xml").entry("x.xml", "<a>"),
                "the description of its components cannot be read: ");
        refused(TestJar.bundle("x", "1").with("Service-Component", "x.xml")
                .entry("x.xml", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"), "DOCTYPE is disallowed");
        refused(TestJar.bundle("x", "1").entry("a/../../b", ""), "its entry \"a/../../b\" leads out of it");
        refused(TestJar.bundle("x", "1").with("Service-Component", "x.xml").entry("x.xml", " ".repeat(1 << 21)),
                "x.xml has more than 1048576 octets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "a..b", ".a", "a.", "a b", "ä", "a\\b"})
    void aNameThatIsNoFileName(String name) {
        refused(TestJar.bundle(name, "1"), "its Bundle-SymbolicName is \"" + name + "\", allowed are up to 128 letters");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        Path jar = TestJar.bundle("x", "1").in(directory);
        assertThatThrownBy(() -> BundleFile.read(jar, 100)).hasMessageContaining("octets, allowed are 100");
    }

    /** Half a copy, or any other part of one. */
    @Test
    void aPartOfAJarIsNone() throws IOException {
        byte[] whole = TestJar.bundle("x", "1").filter("spf").octets();
        for (int length = 0; length < whole.length; length++) {
            Path part = Files.write(directory.resolve("part.jar"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> BundleFile.read(part, MOST)).as(length + " octets").isInstanceOf(IOException.class)
                    .hasMessageStartingWith("it is no jar, or only a part of one: ");
        }
    }

    private void refused(TestJar jar, String said) {
        assertThatThrownBy(() -> read(jar)).isInstanceOf(IOException.class).hasMessageContaining(said);
    }

    private BundleFile read(TestJar jar) throws IOException {
        return BundleFile.read(jar.in(directory), MOST);
    }
}
