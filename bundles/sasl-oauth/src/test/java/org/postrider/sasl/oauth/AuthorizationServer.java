package org.postrider.sasl.oauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Issues tokens, publishes its key and says what its tokens are good for, on loopback. */
final class AuthorizationServer implements AutoCloseable {

    static final String ISSUER = "https://login.example.org";

    final List<String> asked = new ArrayList<>();
    final Map<String, String> answers = new ConcurrentHashMap<>();
    final ECKey key;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    AuthorizationServer() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
        http.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        http.createContext("/introspect", this::introspect);
        http.createContext("/slow", exchange -> drip(exchange, 1, 10));
        http.createContext("/endless", exchange -> drip(exchange, 8_192, 0));
        http.createContext("/silent", exchange -> { }); // answered never
        http.setExecutor(threads);
        http.start();
    }

    /** Sends pieces until the client has had enough. */
    private static void drip(HttpExchange exchange, int octets, int pause) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try {
            while (true) {
                exchange.getResponseBody().write(" ".repeat(octets).getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void introspect(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String credentials = new String(Base64.getDecoder().decode(
                exchange.getRequestHeaders().getFirst("Authorization").substring("Basic ".length())), StandardCharsets.UTF_8);
        asked.add(credentials + " " + form);
        String token = URLDecoder.decode(form.replaceAll("^token=|&.*", ""), StandardCharsets.UTF_8);
        String body = answers.getOrDefault(token, "{\"active\":false}");
        answer(exchange, body.equals("500") ? 500 : 200, body);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url(String path) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    /** A token for ann@example.org that is good, but for this change. */
    String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return token(key, change);
    }

    static String token(ECKey signer, UnaryOperator<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(ISSUER).audience("postrider")
                .claim("email", "ann@example.org").claim("scope", "openid smtp")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(signer.getKeyID())
                .type(new JOSEObjectType("at+jwt")).build(), change.apply(claims).build());
        try {
            token.sign(new ECDSASigner(signer));
        } catch (JOSEException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        return token.serialize();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
