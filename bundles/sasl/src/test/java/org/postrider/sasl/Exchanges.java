package org.postrider.sasl;

import java.nio.charset.StandardCharsets;

import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslStep;

/** Says something and shows the answer. */
final class Exchanges {

    private Exchanges() {}

    /** {@code challenge ...}, {@code success ...}, {@code failure} or {@code malformed}. */
    static String say(SaslExchange exchange, String text) {
        return say(exchange, text.getBytes(StandardCharsets.UTF_8));
    }

    static String say(SaslExchange exchange, byte[] bytes) {
        SaslStep step = exchange.next(bytes).toCompletableFuture().join();
        if (step instanceof SaslStep.Challenge challenge) {
            return "challenge " + new String(challenge.data(), StandardCharsets.UTF_8);
        }
        return step instanceof SaslStep.Success success ? "success " + success.account()
                : step.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
