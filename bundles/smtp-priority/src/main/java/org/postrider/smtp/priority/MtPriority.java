package org.postrider.smtp.priority;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.queue.DeliveryTerms;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpParameter;

/**
 * MT-PRIORITY: a client says how important a message is, and the queue takes the more important ones first. Offered to
 * those who may relay and to users only: strangers would all be more important than all others.
 */
@Component(service = SmtpExtension.class, configurationPid = "org.postrider.smtp.priority")
@Designate(ocd = PriorityConfig.class)
public final class MtPriority implements SmtpExtension {

    private static final String KEYWORD = "MT-PRIORITY";
    private static final SmtpParameter PARAMETER = new SmtpParameter(KEYWORD, 15); // RFC 6710
    private static final Reply BAD = Reply.of(501, "5.5.2", "Syntax: MT-PRIORITY=number, -9 to 9");

    private final String policy;

    @Activate
    public MtPriority(PriorityConfig config) {
        policy = config.policy().equals("off") ? "" : config.policy();
    }

    @Override
    public String keyword() {
        return KEYWORD;
    }

    @Override
    public Set<SmtpParameter> mailParameters() {
        return Set.of(PARAMETER);
    }

    @Override
    public Optional<String> offer(Session session) {
        boolean known = session.mayRelay() || session.role().equals("submission");
        return known ? Optional.of(policy) : Optional.empty();
    }

    @Override
    public Optional<Reply> mailRefusal(Session session, Map<String, String> parameters) {
        return DeliveryTerms.priority(parameters.get(KEYWORD)).isPresent() ? Optional.empty() : Optional.of(BAD);
    }
}
