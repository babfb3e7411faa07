package org.postrider.itests;

import static org.postrider.itests.MailClient.Letter.SENDER;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** Jakarta Mail, with STARTTLS required. */
final class JakartaMailClient implements MailClient {

    @Override
    public Result send(Letter letter) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(letter.port()));
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.ssl.trust", "*");
        properties.put("mail.smtp.ssl.checkserveridentity", "false");
        properties.put("mail.smtp.from", SENDER);
        properties.put("mail.smtp.timeout", "30000");
        properties.put("mail.smtp.connectiontimeout", "30000");
        try (InputStream in = Files.newInputStream(letter.message())) {
            Transport.send(new MimeMessage(Session.getInstance(properties), in),
                    InternetAddress.parse(letter.recipient()), SENDER, letter.password());
            return new Result(0, "");
        } catch (MessagingException | IOException e) {
            return new Result(1, causes(e));
        }
    }

    private static String causes(Exception fault) {
        StringBuilder all = new StringBuilder(fault.toString());
        Exception next = fault instanceof MessagingException first ? first.getNextException() : null;
        while (next != null) {
            all.append('\n').append(next);
            next = next instanceof MessagingException more ? more.getNextException() : null;
        }
        return all.toString();
    }
}
