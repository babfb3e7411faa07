package org.postrider.smtp.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.ScramCredentials;
import org.postrider.api.message.Address;
import org.postrider.sasl.ScramKeys;

/** One account, {@code joe@example.org}, whose password is {@code secret}; answers at once, or when a test wants it. */
final class LoginAccounts implements Authenticator {

    static final Address JOE = Address.parse("joe@example.org");
    static final byte[] SALT = "salt of sixteen.".getBytes(StandardCharsets.US_ASCII);

    final List<String> asked = new ArrayList<>();
    Optional<CompletableFuture<Optional<Address>>> answer = Optional.empty();

    private static Optional<Address> joe(String name) {
        return Optional.of(JOE).filter(joe -> joe.toString().equalsIgnoreCase(name));
    }

    @Override
    public CompletionStage<Optional<Address>> password(String name, char[] password) {
        asked.add(name);
        boolean right = new String(password).equals("secret");
        return answer.orElseGet(() -> CompletableFuture.completedFuture(joe(name).filter(it -> right)));
    }

    @Override
    public CompletionStage<ScramCredentials> scram(String name) {
        asked.add(name);
        ScramKeys keys = ScramKeys.of("secret".toCharArray(), SALT, 4096);
        return CompletableFuture.completedFuture(
                new ScramCredentials(joe(name), SALT, 4096, keys.storedKey(), keys.serverKey()));
    }

    @Override
    public CompletionStage<Optional<Address>> trusted(String name) {
        return CompletableFuture.completedFuture(joe(name));
    }
}
