package org.postrider.sasl;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.message.Address;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslStep;

/**
 * OAUTHBEARER (RFC 7628) and XOAUTH2: one response with a token. A client whose token does not do is told why, as an
 * error in JSON, and has failed after it has answered that.
 */
public final class BearerExchange implements SaslExchange {

    private final Function<byte[], Optional<BearerMessage>> form;
    private final TokenCheck tokens;
    private final Authenticator accounts;
    private final byte[] error;
    private boolean failed;

    private BearerExchange(
            Function<byte[], Optional<BearerMessage>> form, TokenCheck tokens, Authenticator accounts, byte[] error) {
        this.form = form;
        this.tokens = tokens;
        this.accounts = accounts;
        this.error = error.clone();
    }

    /** @param error what a client is told whose token does not do, RFC 7628 3.2.2; at most 300 octets */
    public static BearerExchange oauthBearer(TokenCheck tokens, Authenticator accounts, byte[] error) {
        return new BearerExchange(BearerMessage::oauthBearer, tokens, accounts, error);
    }

    /** @param error what a client is told whose token does not do; at most 300 octets */
    public static BearerExchange xoauth2(TokenCheck tokens, Authenticator accounts, byte[] error) {
        return new BearerExchange(BearerMessage::xoauth2, tokens, accounts, error);
    }

    @Override
    public CompletionStage<SaslStep> next(byte[] response) {
        if (failed) {
            return Steps.failure(); // RFC 7628 3.2.3: whatever the client answers
        }
        return form.apply(response).map(message -> account(message).thenApply(this::step)).orElseGet(Steps::malformed);
    }

    private CompletionStage<Optional<Address>> account(BearerMessage message) {
        if (message.actAs().isEmpty()) {
            return tokens.owner(message.token()).thenCompose(owner -> accounts.trusted(owner.orElse("")));
        }
        // asked first, so that the try is counted for the name; and the token in any case, so that names are not told apart
        return accounts.trusted(message.actAs()).thenCompose(account -> tokens.owner(message.token()).thenApply(owner ->
                account.filter(own -> owner.filter(own.toString()::equalsIgnoreCase).isPresent())));
    }

    private SaslStep step(Optional<Address> account) {
        failed = account.isEmpty();
        return account.<SaslStep>map(SaslStep.Success::new).orElseGet(() -> new SaslStep.Challenge(error.clone()));
    }
}
