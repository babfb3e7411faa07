package org.postrider.filter.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageLimitException;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.api.smtp.Transaction;
import org.postrider.bridge.CipherSuite;
import org.postrider.bridge.ClientText;
import org.postrider.json.Json;
import org.postrider.mime.HeaderBlock;

/** What a hook is told, in JSON. What is not known is null, or not there. */
final class HookRequest {

    private static final int PROTOCOL = 1;

    private final HookSettings settings;
    private final Map<String, Object> context = new LinkedHashMap<>();
    private final Map<String, Object> all = new LinkedHashMap<>(Map.of("context", context));

    HookRequest(HookSettings settings) {
        this.settings = settings;
    }

    /** @param stage as hooks call it */
    HookRequest session(String stage, Session session) {
        context.put("stage", stage);
        context.put("client", client(session));
        session.account().ifPresent(account -> context.put("sasl", Map.of("login", account.toString())));
        session.tls().ifPresent(tls -> context.put("tls", encryption(tls)));
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("name", settings.hostname());
        server.put("port", session.server().getPort());
        server.put("ip", ClientText.server(session));
        context.put("server", server);
        context.put("protocol", Map.of("version", PROTOCOL));
        return this;
    }

    private static Map<String, Object> client(Session session) {
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("ip", ClientText.client(session));
        client.put("port", session.client().getPort());
        client.put("ptr", null);
        client.put("helo", session.helo());
        client.put("activeConnections", 1); // this one; others are nobody's business
        return client;
    }

    private static Map<String, Object> encryption(TlsInfo tls) {
        Map<String, Object> encryption = new LinkedHashMap<>();
        encryption.put("version", tls.protocol());
        encryption.put("cipher", tls.cipher());
        CipherSuite.keyBits(tls.cipher()).ifPresent(bits -> encryption.put("cipherBits", Integer.valueOf(bits)));
        tls.clientCertificate().ifPresent(shown -> {
            encryption.put("certIssuer", shown.getIssuerX500Principal().getName());
            encryption.put("certSubject", shown.getSubjectX500Principal().getName());
        });
        return encryption;
    }

    /** @param asked a recipient that is not among those of the transaction yet */
    HookRequest transaction(String stage, Transaction transaction, Optional<Recipient> asked) {
        session(stage, transaction.session());
        context.put("queue", Map.of("id", transaction.id().toString()));
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("from", path(transaction.sender().map(Address::toString).orElse(""), transaction.parameters()));
        envelope.put("to", Stream.concat(transaction.recipients().stream(), asked.stream())
                .map(one -> path(one.address().toString(), one.parameters())).toList());
        all.put("envelope", envelope);
        return this;
    }

    private static Map<String, Object> path(String address, Map<String, String> parameters) {
        Map<String, Object> path = new LinkedHashMap<>();
        path.put("address", address);
        if (!parameters.isEmpty()) {
            path.put("parameters", parameters);
        }
        return path;
    }

    /** @throws MessageLimitException if the message is larger than is sent, and its header is not to be sent alone */
    HookRequest message(Message message) throws IOException {
        boolean large = message.size() > settings.maxBytes();
        if (large && !settings.sendsHeaders()) {
            throw new MessageLimitException("the message has " + message.size() + " octets, maxBytes is " + settings.maxBytes());
        }
        List<List<String>> headers = new ArrayList<>();
        message.headers().forEach(field -> headers.add(List.of(field.name(), field.unfolded())));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("headers", headers);
        shown.put("serverHeaders", List.of());
        shown.put("contents", large ? "" : body(message));
        shown.put("size", message.size());
        all.put("message", shown);
        return this;
    }

    /** What follows the header, as text; what is no UTF-8 is replaced. */
    private static String body(Message message) throws IOException {
        try (InputStream in = message.open()) {
            byte[] octets = in.readAllBytes();
            int start = (int) HeaderBlock.read(new ByteArrayInputStream(octets)).length();
            return new String(octets, start, octets.length - start, StandardCharsets.UTF_8);
        }
    }

    String json() {
        return Json.write(all);
    }
}
