package org.postrider.smtp.server;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.ScramCredentials;
import org.postrider.api.message.Address;

/** Asks the directory for one attempt to log in, unless there have been too many. Used on the event loop. */
final class CountedAuthenticator implements Authenticator {

    private final Authenticator accounts;
    private final LoginThrottle throttle;
    private final LoginThrottle.Limits limits;
    private final InetAddress client;
    private Optional<LoginThrottle.Try> counted = Optional.empty();
    private Optional<Address> name = Optional.empty();
    private boolean tooMany;

    CountedAuthenticator(
            Authenticator accounts, LoginThrottle throttle, LoginThrottle.Limits limits, InetAddress client) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.limits = limits;
        this.client = client;
    }

    /** Whether it was not asked because there have been too many failures. */
    boolean isTooMany() {
        return tooMany;
    }

    /** As whom the client tried, where that is an address: what is not may be a password in the wrong place. */
    Optional<Address> name() {
        return name;
    }

    /** The client has proven who it is. */
    void succeeded() {
        counted.ifPresent(LoginThrottle.Try::succeeded);
    }

    /** Nobody could look at what the client has sent. */
    void unseen() {
        counted.ifPresent(LoginThrottle.Try::unseen);
    }

    /** The client has not proven it. A mechanism that asked nothing here counts as a try all the same. */
    void failed() {
        if (counted.isEmpty()) {
            counted = throttle.begin(client, "", new LoginThrottle.Limits(limits.client(), Integer.MAX_VALUE));
        }
    }

    @Override
    public CompletionStage<Optional<Address>> password(String text, char[] password) {
        return ask(text, () -> accounts.password(text, password));
    }

    @Override
    public CompletionStage<ScramCredentials> scram(String text) {
        return ask(text, () -> accounts.scram(text));
    }

    @Override
    public CompletionStage<Optional<Address>> trusted(String text) {
        return ask(text, () -> accounts.trusted(text));
    }

    private <T> CompletionStage<T> ask(String text, Supplier<CompletionStage<T>> question) {
        name = address(text);
        counted = throttle.begin(client, text, limits);
        tooMany = counted.isEmpty();
        return tooMany ? CompletableFuture.failedFuture(new IllegalStateException("too many failures")) : question.get();
    }

    private static Optional<Address> address(String text) {
        try {
            return Optional.of(Address.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
