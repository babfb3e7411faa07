package org.postrider.sasl;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslStep;

/** PLAIN, RFC 4616: {@code [authzid] NUL authcid NUL passwd} in one response. */
public final class PlainExchange implements SaslExchange {

    private final Authenticator accounts;

    public PlainExchange(Authenticator accounts) {
        this.accounts = accounts;
    }

    @Override
    public CompletionStage<SaslStep> next(byte[] response) {
        int first = indexOfNul(response, 0);
        int second = first < 0 ? -1 : indexOfNul(response, first + 1);
        if (second < 0 || indexOfNul(response, second + 1) >= 0) {
            return Steps.malformed();
        }
        Optional<String> actAs = Utf8.text(Arrays.copyOfRange(response, 0, first));
        Optional<String> name = Utf8.text(Arrays.copyOfRange(response, first + 1, second));
        Optional<char[]> password = Utf8.chars(response, second + 1, response.length);
        Arrays.fill(response, (byte) 0);
        if (actAs.isEmpty() || name.isEmpty() || password.isEmpty()) {
            return Steps.malformed();
        }
        try {
            return Steps.password(accounts, name.get(), password.get(), actAs.get());
        } finally {
            Arrays.fill(password.get(), '\0');
        }
    }

    private static int indexOfNul(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
