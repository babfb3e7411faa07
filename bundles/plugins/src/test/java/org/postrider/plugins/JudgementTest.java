package org.postrider.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.postrider.api.plugin.PluginProblem;

/** Asked of the framework of the server: an API 2.0, a library, and an internal bundle. */
class JudgementTest {

    @TempDir
    private static Path cache;
    private static TestFramework framework;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        framework = TestFramework.withApi(cache, "2.0.0");
        framework.run(TestJar.bundle("org.example.library", "1.5.0")
                .with("Export-Package", "org.example.library;version=1.5.0"));
        framework.run(TestJar.bundle("org.postrider.queue", "2.0.0"));
        framework.run(TestJar.bundle("org.example.user", "1.0.0").with("Import-Package",
                "org.example.library;version=\"[1,2)\",org.example.nice;resolution:=optional"));
    }

    @AfterAll
    static void stop() throws Exception {
        framework.close();
    }

    @Test
    void whatFitsIsFine() throws IOException {
        assertThat(judge(plugin().with("Import-Package", "org.postrider.api.filter;version=\"[2.0,3)\","
                + "org.example.library,org.example.absent;resolution:=optional,java.util")
                .with("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\","
                        + "osgi.service;filter:=\"(objectClass=x)\";effective:=active"))).isEmpty();
        assertThat(judge(plugin().with("Import-Package", "org.example.own;version=\"[1,2)\"")
                .with("Export-Package", "org.example.own;version=1.1"))).isEmpty();
    }

    @Test
    void anotherMajorVersionOfTheApiIsRefusedInWords() throws IOException {
        refused(plugin().with("Import-Package", "org.postrider.api.filter;version=\"[1.0,2)\""),
                "it is written for another version of the API: org.postrider.api.filter found [1.0,2),"
                        + " this server has 2.0.0");
        refused(plugin().with("Import-Package", "org.postrider.api.telepathy"),
                "it imports org.postrider.api.telepathy, which the API of this server does not have");
    }

    @Test
    void whatCannotBeResolvedIsNamed() throws IOException {
        refused(plugin().with("Import-Package", "org.example.absent"),
                "it imports org.example.absent, which nothing here exports");
        refused(plugin().with("Import-Package", "org.example.library;version=\"[2,3)\""),
                "it imports org.example.library [2,3), here is 1.5.0");
        refused(plugin().with("Require-Bundle", "org.example.library;bundle-version=2"),
                "it requires the bundle org.example.library 2.0.0, which is not here");
        refused(plugin().with("Require-Capability", "org.example.power;filter:=\"(volts>=5)\""),
                "it requires org.example.power (volts>=5), which nothing here provides");
    }

    @Test
    void theInsideOfAProviderIsNoApi() throws IOException {
        refused(plugin().with("Import-Package", "org.postrider.queue"),
                "it imports org.postrider.queue, which is internal to a bundle of the server");
    }

    @Test
    void aNewerJavaThanThisOne() throws IOException {
        refused(plugin().with("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""),
                "it needs Java 99, this server runs on Java " + Runtime.version().feature());
    }

    @Test
    void oneVersionOfABundleIsInstalledOnce() throws IOException {
        refused(TestJar.bundle("org.example.library", "1.5.0"), "org.example.library 1.5.0 is installed already");
        assertThat(judge(TestJar.bundle("org.example.library", "1.5.1"))).isEmpty();
    }

    @Test
    void whatCouldNotRunBesideAnotherVersion() throws IOException {
        refused(TestJar.bundle("org.example.plugin;singleton:=true", "1.0.0"),
                "its Bundle-SymbolicName says singleton:=true: no other version could run beside it");
        refused(plugin().with("Fragment-Host", "org.example.library"),
                "it is a fragment: it would change another bundle, which had to be started anew");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws IOException {
        assertThat(judge(plugin().with("Import-Package", "org.example.absent,org.postrider.queue"))).hasSize(2);
    }

    @Test
    void whoWouldBeStartedAnew() throws IOException {
        assertThat(attracted("org.example.nice")).as("an optional package comes").containsExactly("org.example.user");
        assertThat(attracted("org.example.library;version=1.6")).as("a newer one").containsExactly("org.example.user");
        assertThat(attracted("org.example.library;version=1.5")).as("no newer one").isEmpty();
        assertThat(attracted("org.example.library;version=2.0")).as("out of the range").isEmpty();
        assertThat(attracted("org.example.else")).isEmpty();
    }

    @Test
    void whoIsLinkedToABundle() {
        Bundle library = framework.installed().all("org.example.library").get(0);
        assertThat(framework.installed().dependants(library)).extracting(Bundle::getSymbolicName)
                .containsExactly("org.example.user");
        assertThat(framework.installed().dependants(framework.installed().all("org.example.user").get(0))).isEmpty();
    }

    private List<String> attracted(String exports) throws IOException {
        return framework.installed().attracted(read(plugin().with("Export-Package", exports))).stream()
                .map(Bundle::getSymbolicName).toList();
    }

    private void refused(TestJar jar, String said) throws IOException {
        assertThat(judge(jar)).singleElement().extracting(PluginProblem::text).isEqualTo(said);
    }

    private List<PluginProblem> judge(TestJar jar) throws IOException {
        return Judgement.of(read(jar), framework.installed());
    }

    private BundleFile read(TestJar jar) throws IOException {
        return BundleFile.read(jar.in(directory), 1 << 20);
    }

    private static TestJar plugin() {
        return TestJar.bundle("org.example.plugin", "1.0.0");
    }
}
