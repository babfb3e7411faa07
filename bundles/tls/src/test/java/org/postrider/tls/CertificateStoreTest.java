package org.postrider.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.smtp.CertificateInfo;
import org.postrider.testing.tls.TestCertificates;

class CertificateStoreTest {

    @TempDir
    Path folder;
    private final CertificateStore store = new CertificateStore();

    @AfterEach
    void stop() {
        store.stop();
    }

    private Certificate certificate(String name, String source, boolean fallback) throws Exception {
        Path file = folder.resolve(name + ".pem");
        TestCertificates.copy(source, file);
        return new Certificate(TestConfig.of(Map.of("certificate", file.toString(), "fallback", fallback)), name,
                name + ".cfg", CertificateTest.NOW);
    }

    @ParameterizedTest
    @CsvSource({"one.example,one", "www.one.example,one", "a.www.one.example,two", "two.example,two", "'',two",
        "three.example,two", "example,two", ".,two"})
    void theNameDecidesElseTheFallback(String serverName, String expected) throws Exception {
        Certificate one = certificate("one", "one.pem", false);
        Certificate two = certificate("two", "two.pem", true);
        store.certificates = List.of(two, one);
        assertThat(store.find(serverName)).isEqualTo((expected.equals("one") ? one : two).context());
    }

    @Test
    void withoutAFallbackTheFirstByNameIs() throws Exception {
        Certificate one = certificate("one", "one.pem", false);
        Certificate two = certificate("two", "two.pem", false);
        store.certificates = List.of(two, one);
        assertThat(store.find("")).isEqualTo(one.context());
        assertThat(store.list()).extracting(CertificateInfo::name).containsExactly("one", "two");
        assertThat(store.list()).extracting(CertificateInfo::fallback).containsExactly(true, false);
    }

    @Test
    void whatCouldNotBeReadIsListedAndNotUsed() throws Exception {
        Certificate broken = certificate("broken", "authority.pem", true);
        assertThat(broken.context()).isEmpty();
        store.certificates = List.of(broken);
        assertThat(store.find("one.example")).isEmpty();
        assertThat(store.list()).singleElement().satisfies(it -> assertThat(it.problem()).isNotEmpty());
        store.certificates = List.of(broken, certificate("one", "one.pem", false));
        assertThat(store.find("one.example")).isPresent();
    }

    @Test
    void filesAreWatched() throws Exception {
        Certificate one = certificate("one", "one.pem", false);
        Object before = one.context().orElseThrow();
        store.certificates = List.of(one);
        store.start();
        TestCertificates.copy("two.pem", folder.resolve("one.pem"));
        await().until(() -> store.find("").filter(it -> it != before).isPresent());
        assertThat(one.isFor("two.example")).isTrue();
    }
}
