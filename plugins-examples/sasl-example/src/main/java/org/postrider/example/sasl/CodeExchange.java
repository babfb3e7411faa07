package org.postrider.example.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.message.Address;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslStep;

/** {@code name NUL password}, then the code. Which of the two was wrong is not told: the code is always asked for. */
final class CodeExchange implements SaslExchange {

    private static final byte[] QUESTION = "Code:".getBytes(StandardCharsets.US_ASCII);

    private final Authenticator accounts;
    private final OneTimeCodes codes;
    private Optional<CompletionStage<Optional<Address>>> account = Optional.empty();

    CodeExchange(Authenticator accounts, OneTimeCodes codes) {
        this.accounts = accounts;
        this.codes = codes;
    }

    @Override
    public CompletionStage<SaslStep> next(byte[] response) {
        String text = new String(response, StandardCharsets.UTF_8);
        if (account.isPresent()) {
            return account.get().thenApply(found -> found.filter(it -> codes.accept(it, text))
                    .<SaslStep>map(SaslStep.Success::new).orElseGet(SaslStep.Failure::new));
        }
        Arrays.fill(response, (byte) 0);
        int nul = text.indexOf('\0');
        if (nul < 1 || nul == text.length() - 1) {
            return CompletableFuture.completedFuture(new SaslStep.Malformed());
        }
        account = Optional.of(accounts.password(text.substring(0, nul), text.substring(nul + 1).toCharArray()));
        return CompletableFuture.completedFuture(new SaslStep.Challenge(QUESTION));
    }
}
