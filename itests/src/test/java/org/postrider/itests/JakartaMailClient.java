package org.postrider.itests;

import static org.postrider.itests.Letter.SENDER;

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
        try (InputStream in = Files.newInputStream(letter.file())) {
            Transport.send(new MimeMessage(Session.getInstance(properties(letter)), in),
                    InternetAddress.parse(letter.recipient()), SENDER, letter.password());
            return new Result(0, "");
        } catch (MessagingException | IOException e) {
            return new Result(1, causes(e));
        }
    }

    private static Properties properties(Letter letter) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", "" + letter.port());
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.ssl.trust", "*");
        properties.put("mail.smtp.ssl.checkserveridentity", "false");
        properties.put("mail.smtp.timeout", "60000");
        properties.put("mail.smtp.connectiontimeout", "60000");
        return properties;
    }

    /** What the server said is in the last of them. */
    private static String causes(Exception fault) {
        StringBuilder all = new StringBuilder();
        for (Exception next = fault; next != null; next = next instanceof MessagingException it ? it.getNextException() : null) {
            all.append(next).append('\n');
        }
        return all.toString();
    }
}
