package org.postrider.example.extension;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.message.Address;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpVerb;
import org.postrider.api.smtp.TlsInfo;

/** WHOAMI: the server tells a client whom it takes it for, which helps behind proxies and with logins. */
@Component
public final class WhoAmI implements SmtpExtension {

    private static final SmtpVerb VERB = new SmtpVerb("WHOAMI", 0, false);

    @Override
    public String keyword() {
        return "X-WHOAMI"; // RFC 5321 2.2.2: keywords that are not registered begin with X
    }

    @Override
    public Set<SmtpVerb> verbs() {
        return Set.of(VERB);
    }

    @Override
    public Optional<String> offer(Session session) {
        return Optional.of(session.role());
    }

    @Override
    public CompletionStage<Reply> run(Session session, String verb, String argument) {
        return CompletableFuture.completedFuture(argument.isEmpty()
                ? Reply.of(250, "2.0.0", describe(session))
                : Reply.of(501, "5.5.4", "Syntax: WHOAMI"));
    }

    private static String describe(Session session) {
        return "You are " + (session.isUnixSocket() ? "on this machine" : session.client().getAddress().getHostAddress())
                + session.account().map(Address::toString).map(account -> ", logged in as " + account).orElse("")
                + session.tls().map(TlsInfo::protocol).map(protocol -> ", by " + protocol).orElse(", in clear text");
    }
}
