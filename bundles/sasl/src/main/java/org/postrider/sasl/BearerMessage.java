package org.postrider.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client with a token says.
 *
 * @param actAs whom the client says it is; empty if the token alone is to tell
 * @param token a bearer token, RFC 6750 2.1
 */
record BearerMessage(String actAs, String token) {

    private static final String TOKEN = "auth=[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9._~+/-]+=*)\\x01";
    private static final String PAIR = "(?!auth=)[A-Za-z]+=[\\t\\r\\n\\x20-\\x7e]*+\\x01";

    /** RFC 7628 3.1, without channel binding: {@code gs2-header kvsep *kvpair kvsep}, auth being one of the pairs. */
    private static final Pattern OAUTHBEARER = Pattern.compile(
            "[ny],(?:a=([^,\\x00\\x01]+))?,\\x01(?:" + PAIR + ")*+" + TOKEN + "(?:" + PAIR + ")*+\\x01");

    /** As Google and Microsoft describe it. */
    private static final Pattern XOAUTH2 = Pattern.compile("user=([^\\x00\\x01]*)\\x01" + TOKEN + "\\x01");

    static Optional<BearerMessage> oauthBearer(byte[] response) {
        return match(OAUTHBEARER, response).flatMap(form -> form.group(1) == null
                ? Optional.of(new BearerMessage("", form.group(2)))
                : Steps.saslname(form.group(1)).map(name -> new BearerMessage(name, form.group(2))));
    }

    static Optional<BearerMessage> xoauth2(byte[] response) {
        return match(XOAUTH2, response).map(form -> new BearerMessage(form.group(1), form.group(2)));
    }

    private static Optional<Matcher> match(Pattern pattern, byte[] response) {
        try {
            Matcher form = pattern.matcher(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(response)));
            return form.matches() ? Optional.of(form) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Without the token, which is as good as a password. */
    @Override
    public String toString() {
        return "BearerMessage[" + actAs + "]";
    }
}
