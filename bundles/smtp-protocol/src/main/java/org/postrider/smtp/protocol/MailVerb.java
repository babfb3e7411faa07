package org.postrider.smtp.protocol;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postrider.api.message.Address;
import org.postrider.api.smtp.Reply;

/** MAIL, RFC 5321 4.1.1.2, with SIZE (RFC 1870), BODY (RFC 6152, RFC 3030) and SMTPUTF8 (RFC 6531) and those of RFC 3461. */
final class MailVerb implements Verb {

    private static final Set<String> BODIES = Set.of("7BIT", "8BITMIME", "BINARYMIME");
    private static final Reply OK = Reply.of(250, "2.1.0", "Ok");
    private static final Reply TOO_LARGE = Reply.of(552, "5.3.4", "Message exceeds the size limit");
    static final Reply BAD_PARAMETER = Reply.of(501, "5.5.4", "Bad value of a parameter");
    static final Reply UNKNOWN_PARAMETER = Reply.of(555, "5.5.4", "Parameter not recognized");
    private static final Reply TOO_MANY = Reply.of(421, "4.7.0", "Too many messages in one session");

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        if (!dialogue.introduction().isGreeted()) {
            dialogue.refuse(Dialogue.sequence("Send EHLO or HELO first"));
        } else if (dialogue.inTransaction()) {
            dialogue.refuse(Dialogue.sequence("A transaction is under way"));
        } else if (dialogue.tally().hasMessagesLeft()) {
            begin(dialogue, parse(argument, dialogue));
        } else {
            dialogue.backend().refused("MAIL", TOO_MANY);
            dialogue.close(TOO_MANY);
        }
    }

    private static void begin(Dialogue dialogue, MailCommand mail) {
        // RFC 1870 6.1
        if (isTooLarge(mail.parameters().get("SIZE"), dialogue.settings().limits().size())) {
            dialogue.refuse("MAIL", TOO_LARGE);
        } else {
            ExtensionCheck.run(dialogue, "MAIL", mail.parameters(), () ->
                    dialogue.await(dialogue.backend().mail(mail), answer -> dialogue.mail(answer, OK, mail)));
        }
    }

    private static MailCommand parse(String argument, Dialogue dialogue) throws SyntaxFault {
        Path path;
        Optional<Address> sender;
        try {
            path = Path.parse(argument, "FROM:");
            sender = path.address();
        } catch (IllegalArgumentException e) {
            throw new SyntaxFault(501, "5.1.7", "Syntax: MAIL FROM:<address>");
        }
        Map<String, String> parameters = Parameters.parse(path.rest());
        check(parameters, dialogue);
        MailCommand mail = new MailCommand(sender, AuthParameter.without(parameters));
        if (!mail.isSmtpUtf8() && !isAscii(path.mailbox())) {
            throw new SyntaxFault(553, "5.6.7", "Such an address needs SMTPUTF8"); // RFC 6531 3.5
        }
        return mail;
    }

    private static void check(Map<String, String> parameters, Dialogue dialogue) throws SyntaxFault {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String value = parameter.getValue();
            boolean valid = switch (known(parameter.getKey(), dialogue)) {
                case "SIZE" -> value.matches("[0-9]{1,20}"); // RFC 1870 6
                case "BODY" -> BODIES.contains(value.toUpperCase(Locale.ROOT)); // RFC 6152 2, RFC 3030 3
                case "REQUIRETLS" -> value.isEmpty(); // RFC 8689 2
                case "SMTPUTF8" -> value.isEmpty(); // RFC 6531 3.4
                case "RET" -> DsnParameters.isRet(value);
                case "ENVID" -> DsnParameters.isEnvid(value);
                case "AUTH" -> AuthParameter.check(dialogue, value);
                default -> isExtensions(parameter.getKey(), dialogue);
            };
            if (!valid) {
                throw new SyntaxFault(BAD_PARAMETER);
            }
        }
    }

    /** The keyword, if it was offered. */
    private static String known(String keyword, Dialogue dialogue) {
        boolean offered = switch (keyword) {
            case "RET", "ENVID" -> dialogue.backend().offersReports();
            case "REQUIRETLS" -> dialogue.encrypted().isOn();
            default -> true;
        };
        return dialogue.introduction().isExtended() && offered ? keyword : "";
    }

    private static boolean isExtensions(String keyword, Dialogue dialogue) throws SyntaxFault {
        if (!dialogue.introduction().isExtended() || !dialogue.backend().extensions().allows("MAIL", keyword)) {
            throw new SyntaxFault(UNKNOWN_PARAMETER);
        }
        return true; // which value, the extension says
    }

    private static boolean isTooLarge(String size, long limit) {
        return size != null && new BigInteger(size).compareTo(BigInteger.valueOf(limit)) > 0;
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    @Override
    public int extraOctets() {
        // RFC 1870 3, RFC 6152 2, RFC 6531 3.1, RFC 4954 3; RFC 8689 counts nothing
        return 26 + 17 + 10 + 460 + DsnParameters.MAIL_OCTETS + " REQUIRETLS".length() + AuthParameter.OCTETS;
    }

    @Override
    public boolean isJunk() {
        return false;
    }
}
