package org.postrider.bench;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** TLS of the generator: BoringSSL where its bundle is, else that of the JDK. */
final class Encryption {

    private final SslContext context;
    private final String host;
    private final int port;

    private Encryption(SslContext context, String host, int port) {
        this.context = context;
        this.host = host;
        this.port = port;
    }

    /** @param insecure whether any certificate will do */
    static Encryption of(Target target, boolean insecure) {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(provider());
        if (insecure) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        }
        try {
            return new Encryption(builder.build(), target.host(), target.address().getPort());
        } catch (SSLException e) {
            throw new IllegalStateException("no TLS: " + e.getMessage(), e);
        }
    }

    static SslProvider provider() {
        return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    }

    SslHandler handler(ByteBufAllocator alloc, Duration timeout) {
        SslHandler handler = context.newHandler(alloc, host, port);
        handler.setHandshakeTimeoutMillis(timeout.toMillis());
        return handler;
    }
}
