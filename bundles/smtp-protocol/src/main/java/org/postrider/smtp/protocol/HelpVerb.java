package org.postrider.smtp.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.smtp.EnhancedCode;
import org.postrider.api.smtp.Reply;

/** HELP, RFC 5321 4.1.1.8: the commands that this client can use now, or how one of them is written. */
final class HelpVerb implements Verb {

    private static final int IN_A_LINE = 8;
    private static final Map<String, String> SYNTAX = Map.ofEntries(
            Map.entry("EHLO", "EHLO domain"),
            Map.entry("LHLO", "LHLO domain"),
            Map.entry("HELO", "HELO domain"),
            Map.entry("MAIL", "MAIL FROM:<address> [parameters]"),
            Map.entry("RCPT", "RCPT TO:<address> [parameters]"),
            Map.entry("DATA", "DATA"),
            Map.entry("BDAT", "BDAT octets [LAST]"),
            Map.entry("RSET", "RSET"),
            Map.entry("NOOP", "NOOP [text]"),
            Map.entry("VRFY", "VRFY address"),
            Map.entry("HELP", "HELP [command]"),
            Map.entry("QUIT", "QUIT"),
            Map.entry("STARTTLS", "STARTTLS"),
            Map.entry("AUTH", "AUTH mechanism [initial-response]"),
            Map.entry("XCLIENT", "XCLIENT attribute=value ..."),
            Map.entry("XFORWARD", "XFORWARD attribute=value ..."));
    private static final Reply UNKNOWN = Reply.of(504, "5.5.4", "There is no such command here");

    @Override
    public void run(Dialogue dialogue, String argument) {
        List<String> offered = offered(dialogue);
        String asked = argument.toUpperCase(Locale.ROOT);
        if (argument.isEmpty()) {
            dialogue.reply(help(lines(offered)));
        } else if (offered.contains(asked)) {
            dialogue.reply(help(List.of(SYNTAX.getOrDefault(asked, asked))));
        } else {
            dialogue.refuse(UNKNOWN); // RFC 5321 4.3.2
        }
    }

    private static List<String> offered(Dialogue dialogue) {
        List<String> verbs = new ArrayList<>(dialogue.settings().isLmtp() ? List.of("LHLO") : List.of("EHLO", "HELO"));
        verbs.addAll(List.of("MAIL", "RCPT", "DATA", "BDAT", "RSET", "NOOP", "VRFY", "HELP", "QUIT"));
        if (dialogue.encrypted().offer() == Encryption.OFFERED) {
            verbs.add("STARTTLS");
        }
        if (!dialogue.login().mechanisms().isEmpty()) {
            verbs.add("AUTH");
        }
        if (dialogue.backend().maySpeakForOthers()) {
            verbs.addAll(List.of("XCLIENT", "XFORWARD"));
        }
        verbs.addAll(dialogue.backend().extensions().verbs());
        return verbs;
    }

    private static List<String> lines(List<String> verbs) {
        List<String> lines = new ArrayList<>(List.of("Commands:"));
        for (int from = 0; from < verbs.size(); from += IN_A_LINE) {
            lines.add(String.join(" ", verbs.subList(from, Math.min(verbs.size(), from + IN_A_LINE))));
        }
        lines.add("HELP with a command says how it is written");
        return lines;
    }

    private static Reply help(List<String> lines) {
        return new Reply(214, Optional.of(EnhancedCode.parse("2.0.0")), lines);
    }
}
