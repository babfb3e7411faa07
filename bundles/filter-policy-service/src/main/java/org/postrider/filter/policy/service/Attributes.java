package org.postrider.filter.policy.service;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.postrider.api.message.Address;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.api.smtp.Transaction;
import org.postrider.bridge.CipherSuite;
import org.postrider.bridge.ClientText;

/** What we know, under the names and in the order that Postfix has. What is not known is empty, or 0 if it is a number. */
final class Attributes {

    private final Map<String, String> values = new LinkedHashMap<>();

    private Attributes() {}

    static Attributes of(Question question, String context) {
        Attributes all = new Attributes();
        all.put("request", "smtpd_access_policy").put("protocol_state", question.state());
        all.connection(question.session());
        all.message(question);
        all.login(question.session(), question.transaction().map(Transaction::parameters).orElse(Map.of()));
        CertificateText.of(question.session().tls().flatMap(TlsInfo::clientCertificate)).forEach(all::put);
        all.encryption(question.session());
        return all.put("policy_context", context);
    }

    private void connection(Session session) {
        put("protocol_name", session.isExtended() ? "ESMTP" : "SMTP");
        String name = session.isUnixSocket() ? "localhost" : "unknown"; // so Postfix calls whom it has not looked up
        put("client_address", ClientText.client(session));
        put("client_name", name).put("reverse_client_name", name);
        put("client_port", Integer.toString(session.client().getPort()));
        put("server_address", ClientText.server(session));
        put("server_port", Integer.toString(session.server().getPort()));
        put("helo_name", session.helo().orElse(""));
    }

    private void message(Question question) {
        put("sender", question.transaction().flatMap(Transaction::sender).map(Address::toString).orElse(""));
        put("recipient", question.recipient().map(one -> one.address().toString()).orElse(""));
        put("recipient_count", Integer.toString(question.recipientCount()));
        String id = question.transaction().map(transaction -> transaction.id().toString()).orElse("");
        put("queue_id", id).put("instance", id.isEmpty() ? question.session().id() : id);
        put("size", size(question)).put("etrn_domain", "").put("stress", "");
    }

    private static String size(Question question) {
        if (question.size().isPresent()) {
            return Long.toString(question.size().getAsLong());
        }
        return question.transaction().map(transaction -> transaction.parameters().get("SIZE")).orElse("0");
    }

    private void login(Session session, Map<String, String> parameters) {
        put("sasl_method", "").put("sasl_username", session.account().map(Address::toString).orElse(""));
        put("sasl_sender", session.account().isPresent() ? parameters.getOrDefault("AUTH", "") : "");
    }

    private void encryption(Session session) {
        put("encryption_protocol", session.tls().map(TlsInfo::protocol).orElse(""));
        put("encryption_cipher", session.tls().map(TlsInfo::cipher).orElse(""));
        put("encryption_keysize", session.tls().flatMap(tls -> CipherSuite.keyBits(tls.cipher())).orElse("0"));
    }

    private Attributes put(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** As they are sent. A control character in a value, which could end its line, becomes a question mark. */
    byte[] octets() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        values.forEach((name, value) -> out.writeBytes(
                (name + "=" + value.replaceAll("\\p{Cntrl}", "?") + "\n").getBytes(StandardCharsets.UTF_8)));
        out.write('\n');
        return out.toByteArray();
    }
}
