package org.postrider.filter.policy.service;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postrider.api.filter.Action;
import org.postrider.api.message.Address;
import org.postrider.api.message.Header;
import org.postrider.api.smtp.EnhancedCode;
import org.postrider.api.smtp.Reply;
import org.postrider.bridge.PeerException;
import org.postrider.bridge.PeerText;

/** Reads the action that a policy service answers. */
final class AnswerText {

    private static final Pattern REFUSAL = Pattern.compile("[45]\\d\\d");
    private static final Pattern ENHANCED = Pattern.compile("[245](\\.\\d{1,3}\\.\\d{1,3})(?:\\s+(.*))?");
    private static final String DEFAULT_DETAIL = ".7.1";
    private static final int REJECTED = 554;
    private static final int DEFERRED = 450;
    /** After these Postfix closes the connection. */
    private static final List<Integer> LAST = List.of(421, 521);

    private AnswerText() {}

    /** @throws PeerException if Postfix has no such action either */
    static PolicyAnswer parse(String text) {
        String[] parts = text.split("\\s+", 2);
        String rest = parts.length > 1 ? parts[1].strip() : "";
        if (REFUSAL.matcher(parts[0]).matches()) {
            return new PolicyAnswer.Now(refusal(Integer.parseInt(parts[0]), rest));
        }
        if (text.matches("\\d+")) { // as programs write that let clients relay for some time
            return new PolicyAnswer.Now(new Action.Accept());
        }
        try {
            return parse(parts[0].toUpperCase(Locale.ROOT), rest);
        } catch (IllegalArgumentException e) {
            throw new PeerException("it answers " + PeerText.quoted(text) + ": " + e.getMessage(), e);
        }
    }

    private static PolicyAnswer parse(String word, String rest) {
        return switch (word) {
            case "OK", "PERMIT" -> new PolicyAnswer.Now(new Action.Accept());
            case "DUNNO" -> new PolicyAnswer.Now(new Action.Pass());
            case "REJECT" -> new PolicyAnswer.Now(refusal(REJECTED, rest));
            case "DEFER", "DEFER_IF_PERMIT" -> new PolicyAnswer.Now(refusal(DEFERRED, rest));
            case "PREPEND" -> new PolicyAnswer.Prepend(header(rest));
            case "HOLD" -> new PolicyAnswer.Hold(rest.isEmpty() ? "held by a policy service" : PeerText.line(rest));
            case "DISCARD" -> new PolicyAnswer.Discard();
            case "REDIRECT" -> new PolicyAnswer.Redirect(Address.parse(rest));
            case "BCC" -> new PolicyAnswer.Copy(Address.parse(rest));
            case "WARN", "INFO" -> new PolicyAnswer.Told(word.equals("WARN"), PeerText.line(rest));
            case "FILTER", "DEFER_IF_REJECT" -> new PolicyAnswer.Impossible(word);
            default -> throw new IllegalArgumentException("there is no such action");
        };
    }

    /** The class of the enhanced code follows the code, as with Postfix. */
    private static Action refusal(int code, String text) {
        Matcher enhanced = ENHANCED.matcher(text);
        boolean given = enhanced.matches();
        String detail = given ? enhanced.group(1) : DEFAULT_DETAIL;
        String words = given ? Optional.ofNullable(enhanced.group(2)).orElse("") : text;
        Reply reply = new Reply(code, Optional.of(EnhancedCode.parse(code / 100 + detail)),
                List.of(words.isEmpty() ? "Access denied" : PeerText.line(words)));
        if (LAST.contains(code)) {
            return new Action.Disconnect(reply);
        }
        return reply.isPermanent() ? new Action.Reject(reply) : new Action.Defer(reply);
    }

    private static Header header(String field) {
        int colon = field.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("a field is NAME: VALUE");
        }
        return new Header(field.substring(0, colon), field.substring(colon + 1).strip());
    }
}
