package org.postrider.sasl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first message of a SCRAM client, RFC 5802 7.
 *
 * @param header {@code gs2-header}: channel binding and whom to act as
 * @param binding {@code n}, {@code y}, or the type of channel binding after {@code p=}
 * @param actAs whom the client wants to act as; empty for itself
 * @param bare {@code client-first-message-bare}, which is signed
 */
record ScramClientFirst(String header, String binding, String actAs, String bare, String name, String nonce) {

    /** Characters of a client's nonce; those in use have 16 to 48. */
    private static final int LONGEST_NONCE = 100;

    // reserved-mext (m=) is not known here and thus not allowed; further extensions are passed over
    private static final Pattern FORM = Pattern.compile(
            "((n|y|p=([A-Za-z0-9.-]+)),(?:a=([^,\\x00]+))?,)(n=([^,\\x00]+),r=([\\x21-\\x2b\\x2d-\\x7e]+)(?:,[A-Za-z]=[^,\\x00]+)*)");

    /** Empty if the message is not as it has to be. */
    static Optional<ScramClientFirst> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(7).length() > LONGEST_NONCE) {
            return Optional.empty();
        }
        Optional<String> name = Steps.saslname(form.group(6)).flatMap(Saslprep::prepare);
        Optional<String> actAs = form.group(4) == null ? Optional.of("") : Steps.saslname(form.group(4));
        String binding = form.group(3) == null ? form.group(2) : form.group(3);
        return name.isEmpty() || actAs.isEmpty() ? Optional.empty() : Optional.of(new ScramClientFirst(
                form.group(1), binding, actAs.get(), form.group(5), name.get(), form.group(7)));
    }
}
