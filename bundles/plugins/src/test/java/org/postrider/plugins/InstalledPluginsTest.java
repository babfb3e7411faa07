package org.postrider.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.postrider.api.plugin.PluginDraft;
import org.postrider.api.plugin.PluginPlan;
import org.postrider.testing.config.Configured;

class InstalledPluginsTest {

    @TempDir
    private Path home;
    @TempDir
    private Path cache;
    @TempDir
    private Path elsewhere;
    private TestFramework framework;
    private InstalledPlugins plugins;

    @BeforeEach
    void start() throws Exception {
        framework = TestFramework.withApi(cache, "1.0.0");
        plugins = plugins(Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private InstalledPlugins plugins(Map<String, Object> settings) throws IOException {
        return new InstalledPlugins(framework.context(), Components.none(), home, Configured.with(PluginConfiguration.class, settings));
    }

    @Test
    void aFileIsJudgedAndNothingIsInstalled() throws IOException {
        int before = framework.context().getBundles().length;
        Path jar = spf("1.1.0").in(elsewhere);
        try (PluginDraft draft = plugins.open(jar.toUri(), Optional.of(Sha256.of(jar).toUpperCase()))) {
            assertThat(draft.plan()).isEqualTo(new PluginPlan("org.example.spf", "1.1.0", Files.size(jar), Sha256.of(jar),
                    jar.toUri().toString(), Optional.empty(), List.of("org.example.spf 1.1.0"), List.of(),
                    List.of("filter spf"), List.of()));
            assertThat(draft.plan().isFine()).isTrue();
        }
        assertThat(framework.context().getBundles()).hasSize(before);
        assertThat(places()).isEmpty();
    }

    @Test
    void theVersionThatGoesAndWhoIsLinkedToIt() throws Exception {
        framework.run(spf("1.0.0").with("Export-Package", "org.example.spf"));
        assertThat(plan(spf("1.1.0"))).satisfies(plan -> {
            assertThat(plan.replaces()).contains("1.0.0");
            assertThat(plan.isFine()).isTrue();
        });
        Bundle user = framework.run(TestJar.bundle("org.example.user", "1").with("Import-Package", "org.example.spf"));
        assertThat(plan(spf("1.1.0"))).satisfies(plan -> {
            assertThat(plan.refreshes()).containsExactly("org.example.user 1.0.0");
            assertThat(plan.isFine()).isFalse();
        });
        user.uninstall();
    }

    @Test
    void whatIsNoBundleHasAPlanThatSaysSo() throws IOException {
        Path text = Files.writeString(elsewhere.resolve("x.jar"), "hello");
        try (PluginDraft draft = plugins.open(text.toUri(), Optional.empty())) {
            assertThat(draft.plan().isFine()).isFalse();
            assertThat(draft.plan().problems()).singleElement().asString().contains("it is no jar");
            assertThat(draft.plan().sha256()).isEqualTo(Sha256.of(text));
        }
    }

    @Test
    void whatIsNoFileIsRefusedAndLeavesNothing() throws IOException {
        refused(elsewhere.toUri(), Optional.empty(), elsewhere + " is no plain file");
        refused(elsewhere.resolve("x").toUri(), Optional.empty(), elsewhere.resolve("x") + " is not there");
        refused(URI.create("file:/dev/zero"), Optional.empty(), "/dev/zero is no plain file");
        refused(URI.create("jar:file:/x!/y"), Optional.empty(), "a plugin comes from file:, https: or http:, not from");
        refused(URI.create("x.jar"), Optional.empty(), "a plugin comes from file:, https: or http:, not from x.jar");
        Path jar = spf("1").in(elsewhere);
        refused(jar.toUri(), Optional.of("0".repeat(64)), "has the SHA-256 " + Sha256.of(jar) + ", not 00000000");
        refused(jar.toUri(), Optional.of("0"), "a SHA-256 is 64 hexadecimal digits, not 0");
    }

    @Test
    void aFileIsNotReadBeyondItsLimit() throws IOException {
        Path large = Files.write(elsewhere.resolve("large.jar"), new byte[(1 << 20) + 1]);
        plugins.modified(Configured.with(PluginConfiguration.class, Map.of("maxSize", 1)));
        refused(large.toUri(), Optional.empty(), "has more than the 1048576 octets that are allowed");
    }

    @Test
    void aDownloadIsHeldToItsHashSizeTimeAndAddress() throws Exception {
        byte[] jar = spf("1.1.0").octets();
        plugins.modified(Configured.with(PluginConfiguration.class, Map.of("maxSize", 1)));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server, "/spf.jar", 200, jar, jar.length);
        serve(server, "/gone.jar", 404, jar, jar.length);
        serve(server, "/moved.jar", 302, jar, jar.length);
        serve(server, "/half.jar", 200, jar, jar.length + 1);
        serve(server, "/large.jar", 200, new byte[2 << 20], 2 << 20);
        server.start();
        try {
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            Optional<String> hash = Optional.of(Sha256.of(jar));
            try (PluginDraft draft = plugins.open(base.resolve("spf.jar?token=x"), hash)) {
                assertThat(draft.plan().isFine()).isTrue();
                assertThat(draft.plan().source()).isEqualTo(base + "spf.jar");
            }
            refused(base.resolve("spf.jar"), Optional.empty(), "http: can be changed on its way");
            refused(base.resolve("gone.jar"), hash, "gone.jar is HTTP 404");
            refused(base.resolve("moved.jar"), hash, "moved.jar is HTTP 302");
            refused(base.resolve("large.jar"), hash, "large.jar has more than the 1048576 octets that are allowed");
            plugins.modified(Configured.with(PluginConfiguration.class, Map.of("timeout", 1)));
            refused(base.resolve("half.jar"), hash, " in 1 s"); // it does not come, or on a busy machine not even begin
        } finally {
            server.stop(0);
        }
    }

    /** @param announced octets; those that are missing never come */
    private static void serve(HttpServer server, String path, int status, byte[] octets, long announced) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", "/spf.jar");
            exchange.sendResponseHeaders(status, announced);
            OutputStream body = exchange.getResponseBody();
            body.write(octets);
            body.flush();
            if (octets.length == announced) {
                exchange.close();
            }
        });
    }

    @Test
    void theFolderIsTheServersOnlyAndLosesWhatACrashLeft() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("plugins"))))
                .isEqualTo("rwx------");
        Files.writeString(home.resolve("plugins/plugin-1.part"), "left");
        plugins(Map.of());
        assertThat(places()).isEmpty();
    }

    private void refused(URI uri, Optional<String> sha256, String said) throws IOException {
        assertThatThrownBy(() -> plugins.open(uri, sha256)).hasMessageContaining(said);
        assertThat(places()).isEmpty();
    }

    private PluginPlan plan(TestJar jar) throws IOException {
        try (PluginDraft draft = plugins.open(jar.in(elsewhere).toUri(), Optional.empty())) {
            return draft.plan();
        }
    }

    private List<String> places() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("plugins"))) {
            return files.filter(Files::isRegularFile).map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    private static TestJar spf(String version) {
        return TestJar.bundle("org.example.spf", version).filter("spf")
                .with("Import-Package", "org.postrider.api.filter;version=\"[1,2)\"");
    }
}
