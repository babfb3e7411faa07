package org.postrider.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslStep;

/** LOGIN, draft-murchison-sasl-login: name and password in two responses. Never a standard, and yet widely used. */
public final class LoginExchange implements SaslExchange {

    /** What asks for the name. */
    public static final String FIRST_CHALLENGE = "Username:";

    private static final byte[] SECOND_CHALLENGE = "Password:".getBytes(StandardCharsets.US_ASCII);

    private final Authenticator accounts;
    private Optional<String> name = Optional.empty();

    public LoginExchange(Authenticator accounts) {
        this.accounts = accounts;
    }

    @Override
    public CompletionStage<SaslStep> next(byte[] response) {
        if (name.isEmpty()) {
            name = Utf8.text(response);
            return name.isEmpty() || name.get().indexOf('\0') >= 0
                    ? Steps.malformed() : Steps.of(new SaslStep.Challenge(SECOND_CHALLENGE));
        }
        Optional<char[]> password = Utf8.chars(response, 0, response.length);
        Arrays.fill(response, (byte) 0);
        if (password.isEmpty()) {
            return Steps.malformed();
        }
        try {
            return Steps.password(accounts, name.get(), password.get(), "");
        } finally {
            Arrays.fill(password.get(), '\0');
        }
    }
}
