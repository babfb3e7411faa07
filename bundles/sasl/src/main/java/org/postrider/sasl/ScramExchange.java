package org.postrider.sasl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.ScramCredentials;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslStep;

/**
 * SCRAM-SHA-256 and SCRAM-SHA-256-PLUS, RFC 5802 and 7677. The password does not cross the wire, and the server proves
 * that it knows the account too.
 */
public final class ScramExchange implements SaslExchange {

    private static final int NONCE_OCTETS = 24;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FINAL = Pattern.compile(
            "(c=([A-Za-z0-9+/=]+),r=([\\x21-\\x2b\\x2d-\\x7e]+)(?:,[A-Za-z&&[^m]]=[^,\\x00]+)*),p=([A-Za-z0-9+/]{43}=)");

    private final Authenticator accounts;
    private final boolean plus;
    private final Optional<byte[]> binding;
    private final Supplier<String> nonces;
    private ScramClientFirst first;
    private ScramCredentials credentials;
    private String serverFirst;
    private String nonce;
    private Optional<SaslStep> outcome = Optional.empty();

    /**
     * @param plus whether the client has chosen the variant with channel binding
     * @param binding the channel binding {@link EndPointBinding}, if the connection has one and -PLUS is offered
     */
    public ScramExchange(Authenticator accounts, boolean plus, Optional<byte[]> binding) {
        this(accounts, plus, binding, ScramExchange::random);
    }

    ScramExchange(Authenticator accounts, boolean plus, Optional<byte[]> binding, Supplier<String> nonces) {
        this.accounts = accounts;
        this.plus = plus;
        this.binding = binding;
        this.nonces = nonces;
    }

    private static String random() {
        byte[] octets = new byte[NONCE_OCTETS];
        RANDOM.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }

    @Override
    public CompletionStage<SaslStep> next(byte[] response) {
        if (outcome.isPresent()) { // the client has read what proves the server
            return response.length == 0 ? Steps.of(outcome.get()) : Steps.malformed();
        }
        Optional<String> text = Utf8.text(response);
        if (text.isEmpty()) {
            return Steps.malformed();
        }
        return first == null ? clientFirst(text.get()) : clientFinal(text.get());
    }

    private CompletionStage<SaslStep> clientFirst(String text) {
        Optional<ScramClientFirst> message = ScramClientFirst.parse(text);
        if (message.isEmpty()) {
            return Steps.malformed();
        }
        first = message.get();
        return isBound(first.binding())
                ? accounts.scram(first.name()).thenApply(this::challenge) : Steps.failure();
    }

    /** RFC 5802 6: who says that we have no channel binding, while we have offered it, was told so by somebody else. */
    private boolean isBound(String type) {
        if (plus) {
            return binding.isPresent() && type.equals(EndPointBinding.TYPE);
        }
        return type.equals("n") || type.equals("y") && binding.isEmpty();
    }

    private SaslStep challenge(ScramCredentials found) {
        credentials = found;
        nonce = first.nonce() + nonces.get();
        serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(found.salt()) + ",i=" + found.rounds();
        return new SaslStep.Challenge(serverFirst.getBytes(StandardCharsets.US_ASCII));
    }

    private CompletionStage<SaslStep> clientFinal(String text) {
        Matcher form = FINAL.matcher(text);
        if (!form.matches()) {
            return Steps.malformed();
        }
        String signed = first.bare() + "," + serverFirst + "," + form.group(1);
        boolean proven = form.group(2).equals(expectedBinding()) & form.group(3).equals(nonce)
                & isProof(signed, Base64.getDecoder().decode(form.group(4)));
        SaslStep step = Steps.loggedIn(credentials.account(), first.actAs());
        if (!proven || step instanceof SaslStep.Failure) {
            return Steps.failure();
        }
        outcome = Optional.of(step);
        byte[] signature = ScramKeys.hmac(credentials.serverKey(), signed.getBytes(StandardCharsets.UTF_8));
        return Steps.of(new SaslStep.Challenge(
                ("v=" + Base64.getEncoder().encodeToString(signature)).getBytes(StandardCharsets.US_ASCII)));
    }

    private String expectedBinding() {
        byte[] header = first.header().getBytes(StandardCharsets.UTF_8);
        byte[] bound = plus ? binding.orElseThrow() : new byte[0];
        byte[] both = java.util.Arrays.copyOf(header, header.length + bound.length);
        System.arraycopy(bound, 0, both, header.length, bound.length);
        return Base64.getEncoder().encodeToString(both);
    }

    /** RFC 5802 3: the proof is the client's key, hidden by a signature that we can make too. */
    private boolean isProof(String signed, byte[] proof) {
        byte[] signature = ScramKeys.hmac(credentials.storedKey(), signed.getBytes(StandardCharsets.UTF_8));
        byte[] key = new byte[proof.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (proof[i] ^ signature[i]);
        }
        return MessageDigest.isEqual(ScramKeys.sha256(key), credentials.storedKey());
    }
}
