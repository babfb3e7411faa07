package org.postrider.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import javax.net.ssl.SSLEngine;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.net.TlsCertificate;
import org.postrider.testing.tls.TestCertificates;

/** What is spoken is the same, whatever encrypts. */
class TlsCertificateTest {

    @ParameterizedTest
    @CsvSource({"JDK,one.pem", "JDK,two.pem", "OPENSSL,one.pem", "OPENSSL,two.pem"})
    void onlyCurrentProtocolsAndCiphers(SslProvider provider, String file) throws Exception {
        if (provider == SslProvider.OPENSSL && !OpenSsl.isAvailable()) {
            return; // a processor without BoringSSL
        }
        SslContext context = new TlsCertificate(TestCertificates.key(file), TestCertificates.chain(file)).context(provider);
        SSLEngine engine = context.newEngine(UnpooledByteBufAllocator.DEFAULT);
        assertThat(List.of(engine.getEnabledProtocols())).filteredOn(it -> !it.equals("SSLv2Hello"))
                .containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(engine.getEnabledCipherSuites()).isNotEmpty().allMatch(it ->
                it.matches("TLS_(ECDHE_(ECDSA|RSA)_WITH_)?(AES_(128|256)_GCM_SHA(256|384)|CHACHA20_POLY1305_SHA256)"));
        assertThat(engine.getWantClientAuth()).isFalse();
        assertThat(engine.getNeedClientAuth()).isFalse();
    }

    @Test
    void theBestThatIsThereIsTaken() {
        assertThat(TlsCertificate.library()).isEqualTo(
                OpenSsl.isAvailable() ? "BoringSSL" : "Java " + Runtime.version().feature());
    }
}
