package org.postrider.shell;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.postrider.api.smtp.CertificateInfo;
import org.postrider.api.smtp.Certificates;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.smtp.Listeners;

/** Whether listeners that shall encrypt can, and how long. */
final class CertificateExamination implements Examination {

    private static final long EARLY_DAYS = 30;
    private static final long LATE_DAYS = 7;
    private static final String RENEW = "renew it; the new files count within seconds";

    private final Clock clock;

    CertificateExamination(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void examine(Services services, Report report) {
        List<CertificateInfo> certificates =
                services.find(Certificates.class).map(Certificates::list).orElse(List.of());
        certificates.forEach(it -> examine(it, report));
        if (certificates.stream().allMatch(it -> it.certificate().isEmpty())) {
            services.find(Listeners.class).map(Listeners::list).orElse(List.of())
                    .forEach(it -> lacking(it, report));
        }
    }

    private static void lacking(ListenerInfo listener, Report report) {
        if (!listener.tls().equals("off")) {
            report.problem("listener " + listener.name(), "nothing is encrypted: there is no certificate",
                    "write etc/org.postrider.tls-default.cfg, or set tls = off");
        }
    }

    private void examine(CertificateInfo info, Report report) {
        String subject = "certificate " + info.name();
        if (!info.problem().isEmpty()) {
            report.problem(subject, info.problem(), "correct the file, or etc/org.postrider.tls-" + info.name() + ".cfg");
        }
        info.certificate().ifPresent(it -> examine(subject, info, it, report));
    }

    private void examine(String subject, CertificateInfo info, X509Certificate certificate, Report report) {
        Instant end = certificate.getNotAfter().toInstant();
        long days = Days.until(end, clock.instant());
        Optional<String> alarm = days < 0 ? Optional.of("it has expired, on " + end)
                : days < EARLY_DAYS ? Optional.of("it expires in " + days + " days, on " + end) : Optional.empty();
        if (days < LATE_DAYS) {
            report.problem(subject, alarm.orElseThrow(), RENEW);
        } else if (alarm.isPresent()) {
            report.note(subject, alarm.get(), RENEW);
        } else if (!info.selfSigned()) {
            report.fine(subject + " is good until " + end);
        }
        if (info.selfSigned()) {
            selfSigned(subject, info, report);
        }
    }

    /** Other servers encrypt with any certificate; people's programs ask whether it is true. */
    private static void selfSigned(String subject, CertificateInfo info, Report report) {
        String advice = "set certificate and key in etc/org.postrider.tls-" + info.name() + ".cfg to one of an authority";
        if (info.names().stream().allMatch(name -> name.equals("localhost"))) {
            report.note(subject, "it is self-signed, which is enough for this machine", advice);
        } else {
            report.problem(subject, "it is self-signed: programs of users will not believe it", advice);
        }
    }
}
