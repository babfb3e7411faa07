package org.postrider.tls;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.netty.handler.ssl.SslContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.postrider.api.smtp.CertificateInfo;
import org.postrider.api.smtp.Certificates;
import org.postrider.net.TlsCertificate;
import org.postrider.net.TlsContexts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All certificates: chooses one for a client, and looks whether their files have changed and when they expire. */
@Component(service = {TlsContexts.class, Certificates.class}, immediate = true)
public final class CertificateStore implements TlsContexts, Certificates {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateStore.class);
    private static final int LOOK_SECONDS = 2;
    private static final Comparator<Certificate> BY_NAME = Comparator.comparing(Certificate::name);

    private final ExpiryAlarm alarm = new ExpiryAlarm(Clock.systemUTC());
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "postrider-tls");
        thread.setDaemon(true);
        return thread;
    });

    @Reference(name = "certificate", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Certificate> certificates = List.of();

    @Activate
    void start() {
        LOG.info("TLS by {}", TlsCertificate.library());
        watch.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        watch.shutdownNow();
    }

    /** Nothing that goes wrong here ends the watch. */
    private void look() {
        for (Certificate certificate : certificates) {
            try {
                certificate.refresh();
                alarm.look(certificate);
            } catch (RuntimeException e) {
                LOG.error("certificate {}: looking for changes failed: {}", certificate.name(), e.toString());
            }
        }
    }

    @Override
    public Optional<SslContext> find(String serverName) {
        List<Certificate> usable = usable();
        return serverName.isEmpty() ? fallback(usable).flatMap(Certificate::context)
                : named(usable, serverName)
                        .or(() -> named(usable, ServerNames.wildcard(serverName)))
                        .or(() -> fallback(usable)).flatMap(Certificate::context);
    }

    private List<Certificate> usable() {
        return certificates.stream().filter(it -> it.loaded().isPresent()).sorted(BY_NAME).toList();
    }

    private static Optional<Certificate> named(List<Certificate> usable, String name) {
        return usable.stream().filter(it -> it.isFor(name)).findFirst();
    }

    private static Optional<Certificate> fallback(List<Certificate> usable) {
        return usable.stream().filter(Certificate::isFallback).findFirst().or(() -> usable.stream().findFirst());
    }

    @Override
    public List<CertificateInfo> list() {
        Optional<Certificate> fallback = fallback(usable());
        return certificates.stream().sorted(BY_NAME)
                .map(it -> it.info(fallback.filter(one -> one == it).isPresent())).toList();
    }

    @Override
    public String library() {
        return TlsCertificate.library();
    }
}
