package org.postrider.smtp.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.postrider.api.message.Recipient;
import org.postrider.api.queue.DeliveryTerms;

/** The trace field that is put on top of each message, RFC 5321 4.4. */
final class ReceivedField {

    private final String hostname;
    private final MailDate date;

    ReceivedField(String hostname, MailDate date) {
        this.hostname = hostname;
        this.date = date;
    }

    /** The field with its final CRLF. */
    byte[] compose(MailTransaction transaction, Instant now) {
        ClientSession session = transaction.session();
        StringBuilder field = new StringBuilder(256)
                .append("Received: from ").append(session.helo().map(ReceivedField::word).orElse("unknown"))
                .append(connection(session));
        session.tls().ifPresent(tls -> field.append("\r\n\t(using ").append(tls.protocol()).append(" with cipher ")
                .append(tls.cipher()).append(')'));
        field.append("\r\n\tby ").append(hostname)
                .append(" with ").append(protocol(transaction)).append(" id ").append(transaction.id());
        List<Recipient> recipients = transaction.recipients();
        if (recipients.size() == 1) { // RFC 5321 7.6: several would tell blind copies
            field.append("\r\n\tfor <").append(recipients.get(0).address()).append('>');
        }
        Optional.ofNullable(transaction.parameters().get("MT-PRIORITY")).flatMap(DeliveryTerms::priority)
                .ifPresent(priority -> field.append("\r\n\tpriority ").append(priority)); // RFC 6710
        field.append(";\r\n\t").append(date.at(now)).append("\r\n");
        return field.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 5321 4.4, RFC 3848, RFC 6531 4.3. */
    private static String protocol(MailTransaction transaction) {
        ClientSession session = transaction.session();
        if (!session.isExtended()) {
            return "SMTP";
        }
        boolean utf8 = transaction.parameters().containsKey("SMTPUTF8");
        String base = SessionPolicy.isLmtp(session.role()) ? utf8 ? "UTF8LMTP" : "LMTP" : utf8 ? "UTF8SMTP" : "ESMTP";
        return base + (session.tls().isPresent() ? "S" : "") + (session.account().isPresent() ? "A" : "");
    }

    /** What only the connection tells; RFC 5321 4.4 has it optional, and a Unix socket tells nothing. */
    private static String connection(ClientSession session) {
        return session.isUnixSocket() ? ""
                : " (" + session.name().map(name -> name + " ").orElse("")
                        + "[" + literal(session.client().getAddress()) + "])";
    }

    private static String literal(InetAddress address) {
        return address instanceof Inet6Address
                ? "IPv6:" + ClientSession.withoutZone(address) : address.getHostAddress();
    }

    /** What a client calls itself need not be a domain; what could be read as more than one word becomes harmless. */
    private static String word(String name) {
        StringBuilder word = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                    || ".-_:[]".indexOf(c) >= 0;
            word.append(plain ? c : '?');
        }
        return word.toString();
    }
}
