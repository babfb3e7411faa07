package org.postrider.sasl;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.ScramCredentials;
import org.postrider.api.message.Address;

/** One account, {@code user@example.org}, also called {@code user}, with the password of RFC 7677. */
final class Accounts implements Authenticator {

    static final Address USER = Address.parse("user@example.org");
    static final String PASSWORD = "pencil";
    static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");

    final List<String> asked = new ArrayList<>();

    private static boolean isUser(String name) {
        return name.equals("user") || name.equals(USER.toString());
    }

    @Override
    public CompletionStage<Optional<Address>> password(String name, char[] password) {
        asked.add(name + " " + new String(password));
        return CompletableFuture.completedFuture(
                Optional.of(USER).filter(user -> isUser(name) && PASSWORD.equals(new String(password))));
    }

    @Override
    public CompletionStage<ScramCredentials> scram(String name) {
        asked.add(name);
        ScramKeys keys = ScramKeys.of(PASSWORD.toCharArray(), SALT, 4096);
        return CompletableFuture.completedFuture(new ScramCredentials(
                Optional.of(USER).filter(user -> isUser(name)), SALT, 4096, keys.storedKey(), keys.serverKey()));
    }

    @Override
    public CompletionStage<Optional<Address>> trusted(String name) {
        asked.add(name);
        return CompletableFuture.completedFuture(Optional.of(USER).filter(user -> isUser(name)));
    }
}
