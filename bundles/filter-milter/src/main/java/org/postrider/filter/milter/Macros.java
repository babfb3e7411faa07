package org.postrider.filter.milter;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.api.smtp.Transaction;
import org.postrider.bridge.CipherSuite;
import org.postrider.bridge.ClientText;

/** What we know, under the names that Sendmail has for it. What is not known has no value and is not sent. */
final class Macros {

    private static final List<String> CONNECTION = List.of("j", "_", "v", "{daemon_name}", "{daemon_addr}", "{daemon_port}",
            "{if_addr}", "{client_addr}", "{client_name}", "{client_port}");
    private static final List<String> ENCRYPTION =
            List.of("{tls_version}", "{cipher}", "{cipher_bits}", "{cert_subject}", "{cert_issuer}");
    private static final List<String> SENDER = List.of("i", "{auth_type}", "{auth_authen}", "{mail_addr}", "{mail_host}",
            "{mail_mailer}", "{tls_version}", "{cipher}", "{cipher_bits}");
    private static final List<String> RECIPIENT = List.of("i", "{rcpt_addr}", "{rcpt_host}", "{rcpt_mailer}");
    private static final List<String> MESSAGE = List.of("i");

    private final Map<String, String> values;

    private Macros(Map<String, String> values) {
        this.values = values;
    }

    /** Those that are sent at a step to a milter that does not say which it wants. */
    static List<String> usual(Step step) {
        return switch (step) {
            case CONNECT -> CONNECTION;
            case HELO -> ENCRYPTION;
            case MAIL -> SENDER;
            case RCPT -> RECIPIENT;
            default -> MESSAGE;
        };
    }

    /** What is known of a session. */
    static Macros of(Session session, MilterSettings settings) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("j", settings.hostname());
        values.put("v", "Postrider");
        values.put("{daemon_name}", session.listener());
        values.put("{client_name}", MilterClient.name(session));
        if (session.isUnixSocket()) {
            values.put("_", MilterClient.name(session));
        } else {
            addresses(values, session);
        }
        values.put("r", session.isExtended() ? "ESMTP" : "SMTP");
        session.helo().ifPresent(name -> values.put("s", name));
        session.tls().ifPresent(tls -> encryption(values, tls));
        session.account().ifPresent(account -> {
            values.put("{auth_type}", "SASL"); // milters ask whether it is there
            values.put("{auth_authen}", account.toString());
        });
        values.putAll(settings.macros());
        return new Macros(values);
    }

    private static void addresses(Map<String, String> values, Session session) {
        String client = ClientText.address(session.client());
        String server = ClientText.address(session.server());
        values.put("_", MilterClient.name(session) + " [" + client + "]");
        values.put("{daemon_addr}", server);
        values.put("{daemon_port}", Integer.toString(session.server().getPort()));
        values.put("{if_addr}", server);
        values.put("{client_addr}", client);
        values.put("{client_port}", Integer.toString(session.client().getPort()));
    }

    private static void encryption(Map<String, String> values, TlsInfo tls) {
        values.put("{tls_version}", tls.protocol());
        values.put("{cipher}", tls.cipher());
        CipherSuite.keyBits(tls.cipher()).ifPresent(bits -> values.put("{cipher_bits}", bits));
        Optional<X509Certificate> certificate = tls.clientCertificate();
        certificate.ifPresent(shown -> {
            values.put("{cert_subject}", shown.getSubjectX500Principal().getName());
            values.put("{cert_issuer}", shown.getIssuerX500Principal().getName());
        });
    }

    /** These and what is known of a transaction. */
    Macros with(Transaction transaction) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put("i", transaction.id().toString());
        more.put("{mail_mailer}", "smtp");
        more.put("{mail_addr}", transaction.sender().map(Address::toString).orElse("<>"));
        transaction.sender().ifPresent(sender -> more.put("{mail_host}", sender.domain().toString()));
        return new Macros(more);
    }

    /** These and what is known of a recipient. */
    Macros with(Recipient recipient) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put("{rcpt_mailer}", "smtp");
        more.put("{rcpt_addr}", recipient.address().toString());
        more.put("{rcpt_host}", recipient.address().domain().toString());
        return new Macros(more);
    }

    /** The values of those of these names that have one, in that order. */
    Map<String, String> values(List<String> names) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String name : names) {
            String value = values.get(name);
            if (value != null) {
                wanted.put(name, value);
            }
        }
        return wanted;
    }
}
