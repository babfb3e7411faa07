package org.postrider.example.store;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postrider.api.message.Address;
import org.postrider.api.store.MailStore;
import org.postrider.api.store.Mailbox;

/** Mailboxes as directories: {@code <domain>/<user>@/<folder>}, with one file for each message. */
@Component(property = "service.ranking:Integer=100", configurationPid = "org.postrider.example.store")
@Designate(ocd = FileStore.Configuration.class)
public final class FileStore implements MailStore {

    /** What the administrator may set, in etc/org.postrider.example.store.cfg. */
    @ObjectClassDefinition(name = "Store example", description = "Keeps each message as a file.")
    public @interface Configuration {

        @AttributeDefinition(name = "Directory", description = "Where the mail is; relative to the data directory.")
        String directory() default "mail-example";
    }

    private final Path root;

    @Activate
    public FileStore(Configuration configuration) throws IOException {
        Path home = Path.of(System.getProperty("postrider.home", "."));
        root = Files.createDirectories(home.resolve(configuration.directory()));
    }

    @Override
    public Mailbox open(Address account) {
        String domain = URLEncoder.encode(account.domain().name(), StandardCharsets.UTF_8);
        String user = URLEncoder.encode(account.localPart(), StandardCharsets.UTF_8) + "@"; // so that it is no ..
        return new FileMailbox(root, root.resolve(domain).resolve(user));
    }
}
