package org.postrider.smtp.deliverby;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.queue.DeliverBy;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpParameter;

/**
 * DELIVERBY: a client says until when a message is to be delivered, and whether it is returned or its sender told when
 * it is not. The queue does that. Offered to whom reports are offered: strangers would have them sent to whom they like.
 */
@Component(service = SmtpExtension.class, configurationPid = "org.postrider.smtp.deliverby")
@Designate(ocd = DeliverByConfig.class)
public final class DeliverByExtension implements SmtpExtension {

    private static final SmtpParameter BY = new SmtpParameter("BY", 17); // RFC 2852 3
    private static final Reply BAD = Reply.of(501, "5.5.4", "Syntax: BY=seconds;R or N, then T to trace");

    private final int minimum;
    private final Reply tooSoon;

    @Activate
    public DeliverByExtension(DeliverByConfig config) {
        minimum = config.minimum();
        tooSoon = Reply.of(555, "5.5.4", "No message is returned before " + minimum + " seconds");
    }

    @Override
    public String keyword() {
        return "DELIVERBY";
    }

    @Override
    public Set<SmtpParameter> mailParameters() {
        return Set.of(BY);
    }

    @Override
    public Optional<String> offer(Session session) {
        boolean known = session.mayRelay() || session.role().equals("submission");
        return known ? Optional.of(minimum == 0 ? "" : String.valueOf(minimum)) : Optional.empty();
    }

    @Override
    public Optional<Reply> mailRefusal(Session session, Map<String, String> parameters) {
        Instant now = Instant.now();
        Optional<DeliverBy> by = DeliverBy.parse(parameters.get(BY.keyword()), now);
        if (by.isEmpty()) {
            return Optional.of(BAD);
        }
        boolean soon = Duration.between(now, by.get().deadline()).getSeconds() < minimum; // RFC 2852 3: mode R only
        return by.get().mode() == DeliverBy.Mode.RETURN && soon ? Optional.of(tooSoon) : Optional.empty();
    }
}
