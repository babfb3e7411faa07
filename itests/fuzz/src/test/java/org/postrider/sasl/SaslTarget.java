package org.postrider.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.ScramCredentials;
import org.postrider.api.message.Address;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslStep;
import org.postrider.fuzz.Input;
import org.postrider.fuzz.Promise;

/** What clients say to log in: PLAIN, LOGIN, SCRAM. Responses are set apart by two NUL. */
public final class SaslTarget implements Authenticator {

    private static final int MOST_RESPONSES = 4;
    private static final Address ANN = Address.parse("ann@example.org");
    private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final ScramKeys KEYS = ScramKeys.of("secret".toCharArray(), SALT, 1);

    private boolean knew;

    private SaslTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        int how = input.choose(4);
        byte[] said = input.rest();
        SaslTarget accounts = new SaslTarget();
        SaslExchange exchange = switch (how) {
            case 0 -> new PlainExchange(accounts);
            case 1 -> new LoginExchange(accounts);
            case 2 -> new ScramExchange(accounts, false, Optional.empty(), () -> "server");
            default -> new ScramExchange(accounts, true, Optional.of(SALT), () -> "server");
        };
        talk(exchange, how == 0 ? new byte[][] {said} : responses(said), accounts, how);
        prepared(new String(said, StandardCharsets.UTF_8));
    }

    private static void talk(SaslExchange exchange, byte[][] responses, SaslTarget accounts, int how) {
        for (byte[] response : responses) {
            SaslStep step = exchange.next(response.clone()).toCompletableFuture().join();
            if (step instanceof SaslStep.Challenge challenge) {
                Promise.that(challenge.data().length <= 300, "a challenge has at most 300 octets", challenge.data().length);
            } else {
                boolean success = step instanceof SaslStep.Success;
                Promise.that(!success || accounts.knew && how < 2, "nobody logs in without the password", how);
                return;
            }
        }
    }

    private static byte[][] responses(byte[] said) {
        String[] parts = new String(said, StandardCharsets.ISO_8859_1).split("\0\0", MOST_RESPONSES);
        return Arrays.stream(parts).map(part -> part.getBytes(StandardCharsets.ISO_8859_1)).toArray(byte[][]::new);
    }

    private static void prepared(String text) {
        Saslprep.prepare(text).ifPresent(once -> {
            Promise.oneLine(once);
            Promise.that(Saslprep.prepare(once).equals(Optional.of(once)), "prepared twice it is the same", once);
        });
    }

    @Override
    public CompletionStage<Optional<Address>> password(String name, char[] password) {
        Promise.oneLine(name);
        knew = name.equals(ANN.toString()) && Arrays.equals(password, "secret".toCharArray());
        return CompletableFuture.completedFuture(knew ? Optional.of(ANN) : Optional.empty());
    }

    @Override
    public CompletionStage<ScramCredentials> scram(String name) {
        Promise.oneLine(name);
        return CompletableFuture.completedFuture(
                new ScramCredentials(Optional.of(ANN), SALT, 1, KEYS.storedKey(), KEYS.serverKey()));
    }

    @Override
    public CompletionStage<Optional<Address>> trusted(String name) {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
