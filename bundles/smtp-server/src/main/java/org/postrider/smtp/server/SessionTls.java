package org.postrider.smtp.server;

import java.time.Duration;

import io.netty.channel.Channel;
import org.postrider.net.TlsContexts;
import org.postrider.net.TlsHandshake;
import org.postrider.net.TlsMode;
import org.postrider.net.TlsSettings;
import org.postrider.smtp.protocol.Encryption;

/** How one connection is, or can be, encrypted. Used on the event loop. */
final class SessionTls {

    private final Channel channel;
    private final TlsSettings settings;
    private final Services services;
    private final Duration limit;

    SessionTls(Channel channel, TlsSettings settings, Services services, Duration limit) {
        this.channel = channel;
        this.settings = settings;
        this.services = services;
        this.limit = limit;
    }

    /** Whether nothing is said before it is encrypted. */
    boolean isImplicit() {
        return settings.mode() == TlsMode.IMPLICIT;
    }

    /** Whether a client may ask for it. */
    Encryption offer() {
        if (settings.mode() != TlsMode.STARTTLS) {
            return Encryption.OFF;
        }
        boolean there = services.certificates().flatMap(it -> it.find("")).isPresent();
        return there ? Encryption.OFFERED : Encryption.ABSENT;
    }

    /** Takes the next octets as TLS; without a certificate there is nothing to say, and the channel is closed. */
    void begin() {
        TlsContexts now = services.certificates().filter(it -> it.find("").isPresent()).orElse(null);
        if (now == null) {
            channel.close();
        } else {
            TlsHandshake.begin(channel, now, settings, limit);
        }
    }
}
