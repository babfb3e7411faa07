package org.postrider.sasl;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.message.Address;
import org.postrider.api.sasl.SaslStep;

/** What exchanges answer. */
final class Steps {

    private Steps() {}

    static CompletionStage<SaslStep> of(SaslStep step) {
        return CompletableFuture.completedFuture(step);
    }

    static CompletionStage<SaslStep> malformed() {
        return of(new SaslStep.Malformed());
    }

    static CompletionStage<SaslStep> failure() {
        return of(new SaslStep.Failure());
    }

    /** Success, if there is an account and the client wants to act as nobody else. */
    static SaslStep loggedIn(Optional<Address> account, String actAs) {
        return account.filter(own -> actAs.isEmpty() || actAs.equalsIgnoreCase(own.toString()))
                .<SaslStep>map(SaslStep.Success::new).orElseGet(SaslStep.Failure::new);
    }

    /** Asks about a name and a password, neither of which can be empty. */
    static CompletionStage<SaslStep> password(Authenticator accounts, String name, char[] password, String actAs) {
        Optional<String> prepared = Saslprep.prepare(name); // RFC 4616 2
        if (prepared.isEmpty() || prepared.get().isEmpty() || password.length == 0) {
            return failure();
        }
        return accounts.password(prepared.get(), password).thenApply(account -> loggedIn(account, actAs));
    }

    /** RFC 5801 4, {@code saslname}: a comma is =2C and an equals sign =3D. Empty if another equals sign is in it. */
    static Optional<String> saslname(String text) {
        return text.replace("=2C", "").replace("=3D", "").indexOf('=') >= 0
                ? Optional.empty() : Optional.of(text.replace("=2C", ",").replace("=3D", "="));
    }
}
