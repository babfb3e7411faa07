package org.postrider.store.maildir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.message.Address;
import org.postrider.api.store.MailStore;
import org.postrider.api.store.Mailbox;

/** Mailboxes as directories: {@code <domain>/<user>/Maildir}, in the layout of Maildir++. */
@Component(configurationPid = "org.postrider.store.maildir")
@Designate(ocd = MaildirConfiguration.class)
public final class MaildirStore implements MailStore {

    /** The mailboxes used last: their directories need no second look, and their deliveries share forces. */
    private static final class Recent extends LinkedHashMap<Address, MaildirMailbox> {
        private static final int KEPT = 20_000;

        Recent() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Address, MaildirMailbox> eldest) {
            return size() > KEPT;
        }
    }

    private final MaildirMailbox.Shared shared;
    private final Recent recent = new Recent();

    /** @throws IOException if the directory cannot be made */
    @Activate
    public MaildirStore(MaildirConfiguration configuration) throws IOException {
        this(Path.of(configuration.directory()), configuration.hostname(), Clock.systemUTC());
    }

    MaildirStore(Path directory, String hostname, Clock clock) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        DirectoryTree.make(root);
        this.shared = new MaildirMailbox.Shared(root, clock, new UniqueName(clock, hostname), new BufferPool());
    }

    @Override
    public Mailbox open(Address account) throws IOException {
        MaildirMailbox mailbox;
        synchronized (recent) {
            mailbox = recent.computeIfAbsent(account, a -> new MaildirMailbox(shared, maildir(a)));
        }
        mailbox.prepare();
        return mailbox;
    }

    private Path maildir(Address account) {
        Path maildir = shared.root()
                .resolve(PathName.of(account.domain().name()))
                .resolve(PathName.of(account.localPart()))
                .resolve("Maildir");
        if (!maildir.normalize().startsWith(shared.root())) {
            throw new IllegalStateException("the mailbox of " + account + " would lie outside " + shared.root());
        }
        return maildir;
    }
}
