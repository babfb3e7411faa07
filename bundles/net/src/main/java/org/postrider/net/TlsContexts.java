package org.postrider.net;

import java.util.Optional;

import io.netty.handler.ssl.SslContext;
import org.osgi.annotation.versioning.ProviderType;

/** The certificates that servers of this machine show. An OSGi service; from any thread, and never waits. */
@ProviderType
public interface TlsContexts {

    /**
     * What to encrypt with, made by {@link TlsCertificate#context}.
     *
     * @param serverName whom the client wants to talk to, in lower case; empty if it did not say
     * @return empty if there is no certificate at all
     */
    Optional<SslContext> find(String serverName);
}
