package org.postrider.net;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;

/**
 * A certificate with its key.
 *
 * @param key the private key of the first of the chain
 * @param chain the certificate, and those that lead from it to one that clients know
 */
public record TlsCertificate(PrivateKey key, List<X509Certificate> chain) {

    private static final int CACHED_SESSIONS = 1000;
    private static final int SESSION_SECONDS = 300;

    // RFC 9325 3.1 and 4.2: forward secrecy and authenticated encryption only
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    public TlsCertificate {
        chain = List.copyOf(chain);
    }

    /** What encrypts here, in words. */
    public static String library() {
        return OpenSsl.isAvailable() ? OpenSsl.versionString() : "Java " + Runtime.version().feature();
    }

    /**
     * TLS 1.2 and 1.3 with this certificate, by BoringSSL where it can be loaded, else by the JDK.
     *
     * @throws SSLException if key and certificate cannot be used; the message says why
     */
    public SslContext context() throws SSLException {
        return context(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK);
    }

    /** The same by one of the two, e.g. to compare them. */
    public SslContext context(SslProvider provider) throws SSLException {
        return SslContextBuilder.forServer(key, chain.toArray(X509Certificate[]::new))
                .sslProvider(provider)
                .protocols(PROTOCOLS)
                .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .clientAuth(ClientAuth.NONE) // a listener asks where it wants to know
                .trustManager(new AnyClient())
                .sessionCacheSize(CACHED_SESSIONS)
                .sessionTimeout(SESSION_SECONDS)
                .build();
    }
}
