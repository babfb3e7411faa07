package org.postrider.tls;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.netty.handler.ssl.SslContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.smtp.CertificateInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured certificate. What cannot be used, a configuration or a file, leaves what is in force; a certificate whose
 * time is over, or has not come, takes the place of none that is valid.
 */
@Component(service = Certificate.class, immediate = true, configurationPid = "org.postrider.tls",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = CertificateConfig.class, factory = true)
public final class Certificate {

    private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);

    private final Clock clock;
    private final String name;
    private final String source;
    private CertificateConfig config; // guarded by this
    private Map<Path, CertificateFiles.Stamp> tried = Map.of(); // guarded by this
    private volatile InForce inForce = new InForce(List.of(), false, Optional.empty());
    private volatile String problem = "";

    private record InForce(List<String> names, boolean fallback, Optional<LoadedCertificate> loaded) {}

    @Activate
    public Certificate(CertificateConfig config, Map<String, Object> properties) {
        this(config, instance(properties), source(properties), Clock.systemUTC());
    }

    Certificate(CertificateConfig config, String name, String source, Clock clock) {
        this.clock = clock;
        this.name = name;
        this.source = source;
        modified(config);
    }

    @Modified
    synchronized void modified(CertificateConfig changed) {
        config = changed;
        tried = Map.of();
        refresh();
    }

    private static String instance(Map<String, Object> properties) {
        String pid = String.valueOf(properties.getOrDefault("service.pid", ""));
        return pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
    }

    /** The name of the file, or the PID if there is none. */
    private static String source(Map<String, Object> properties) {
        String file = String.valueOf(properties.getOrDefault("felix.fileinstall.filename", properties.get("service.pid")));
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Reads the files again if they have changed since they were read last. */
    synchronized void refresh() {
        try {
            CertificateFiles files = CertificateFiles.of(config);
            Map<Path, CertificateFiles.Stamp> now = files.stamps();
            if (!now.equals(tried)) {
                tried = now;
                use(LoadedCertificate.read(files));
                problem = files.isKeyExposed() ? files.key() + " can be read by every user of this machine" : "";
            }
        } catch (UnusableCertificateException | InvalidPathException e) {
            tried = Map.of(); // it may only be a matter of time
            keep(e.getMessage());
        }
    }

    private void use(LoadedCertificate found) throws UnusableCertificateException {
        boolean valid = inForce.loaded().filter(it -> it.isValid(clock.instant())).isPresent();
        if (valid && !found.isValid(clock.instant())) {
            throw new UnusableCertificateException("the new certificate is valid from "
                    + found.leaf().getNotBefore().toInstant() + " to " + found.expires() + ", which is not now");
        }
        List<String> names = config.names().isBlank()
                ? ServerNames.of(found.leaf()) : ServerNames.configured(config.names());
        inForce = new InForce(names, config.fallback(), Optional.of(found));
        LOG.info("certificate {}: {} for {} is in force, it expires {}", name, found.leaf().getSubjectX500Principal(),
                names, found.expires());
    }

    private void keep(String why) {
        if (why.equals(problem)) {
            return; // said already
        }
        problem = why;
        LOG.error("{}: {}; {}", source, why,
                inForce.loaded().isPresent() ? "what was in force before stays" : "there is none in force");
    }

    String name() {
        return name;
    }

    boolean isFor(String serverName) {
        return inForce.names().contains(serverName);
    }

    boolean isFallback() {
        return inForce.fallback();
    }

    Optional<LoadedCertificate> loaded() {
        return inForce.loaded();
    }

    Optional<SslContext> context() {
        return inForce.loaded().map(LoadedCertificate::context);
    }

    /** @param fallback whether it is the one among all */
    CertificateInfo info(boolean fallback) {
        InForce now = inForce;
        return new CertificateInfo(name, now.names(), fallback, now.loaded().map(LoadedCertificate::leaf),
                now.loaded().filter(LoadedCertificate::isSelfSigned).isPresent(), problem);
    }
}
