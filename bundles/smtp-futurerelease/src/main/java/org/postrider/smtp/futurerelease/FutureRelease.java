package org.postrider.smtp.futurerelease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.queue.DeliverBy;
import org.postrider.api.queue.DeliveryTerms;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpParameter;

/**
 * FUTURERELEASE: a user says when a message is to be sent, and the queue keeps it until then. Only where mail is
 * submitted (RFC 4865), which nobody does without a login.
 */
@Component(service = SmtpExtension.class, configurationPid = "org.postrider.smtp.futurerelease")
@Designate(ocd = FutureReleaseConfig.class)
public final class FutureRelease implements SmtpExtension {

    private static final SmtpParameter HOLDFOR = new SmtpParameter("HOLDFOR", 18); // 9 digits
    private static final SmtpParameter HOLDUNTIL = new SmtpParameter("HOLDUNTIL", 46); // 35 of date-time
    private static final Reply BAD = Reply.of(501, "5.5.4", "Syntax: HOLDFOR=seconds or HOLDUNTIL=date-time, not both");
    private static final Reply PAST = Reply.of(501, "5.5.4", "That time has passed");
    private static final Reply LATE = Reply.of(501, "5.5.4", "The time for its delivery would be over before it is sent");

    private final Duration maximum;
    private final Reply tooFar;
    private final Clock clock;

    @Activate
    public FutureRelease(FutureReleaseConfig config) {
        this(config, Clock.systemUTC());
    }

    FutureRelease(FutureReleaseConfig config, Clock clock) {
        maximum = Duration.ofDays(config.maximum());
        tooFar = Reply.of(501, "5.5.4", "No message is kept for longer than " + maximum.toSeconds() + " seconds");
        this.clock = clock;
    }

    @Override
    public String keyword() {
        return "FUTURERELEASE";
    }

    @Override
    public Set<SmtpParameter> mailParameters() {
        return Set.of(HOLDFOR, HOLDUNTIL);
    }

    @Override
    public Optional<String> offer(Session session) {
        return session.role().equals("submission")
                ? Optional.of(maximum.toSeconds() + " " + clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(maximum))
                : Optional.empty();
    }

    @Override
    public Optional<Reply> mailRefusal(Session session, Map<String, String> parameters) {
        Instant now = clock.instant();
        String holdFor = parameters.get(HOLDFOR.keyword());
        String holdUntil = parameters.get(HOLDUNTIL.keyword());
        boolean none = holdFor != null && (holdUntil != null || holdFor.startsWith("0")); // RFC 4865: 1 to 9 first
        if (none) {
            return Optional.of(BAD);
        }
        Optional<Instant> release = holdFor != null ? DeliveryTerms.holdFor(holdFor, now)
                : DeliveryTerms.holdUntil(holdUntil);
        return release.map(then -> refusal(now, then, parameters)).orElse(Optional.of(BAD));
    }

    private Optional<Reply> refusal(Instant now, Instant release, Map<String, String> parameters) {
        if (release.isBefore(now)) {
            return Optional.of(PAST);
        }
        if (release.isAfter(now.plus(maximum))) {
            return Optional.of(tooFar);
        }
        boolean late = Optional.ofNullable(parameters.get("BY")).flatMap(by -> DeliverBy.parse(by, now))
                .filter(by -> !release.isBefore(by.deadline())).isPresent();
        return late ? Optional.of(LATE) : Optional.empty();
    }
}
