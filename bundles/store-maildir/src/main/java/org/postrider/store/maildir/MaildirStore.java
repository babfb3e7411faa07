package org.postrider.store.maildir;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.message.Address;
import org.postrider.api.store.MailStore;
import org.postrider.api.store.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mailboxes as directories: {@code <domain>/<user>/Maildir}, in the layout of Maildir++. */
@Component(configurationPid = "org.postrider.store.maildir")
@Designate(ocd = MaildirConfiguration.class)
public final class MaildirStore implements MailStore {

    private static final Logger LOG = LoggerFactory.getLogger(MaildirStore.class);

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

    private final Clock clock;
    private final Recent recent = new Recent();
    private volatile MaildirMailbox.Shared shared;

    /** @throws IOException if the directory cannot be made */
    @Activate
    public MaildirStore(MaildirConfiguration configuration) throws IOException {
        this(Path.of(configuration.directory()), configuration.hostname(), Clock.systemUTC());
    }

    MaildirStore(Path directory, String hostname, Clock clock) throws IOException {
        this.clock = clock;
        this.shared = shared(directory, hostname);
    }

    /** Deliveries under way end where they began. A directory that cannot be made changes nothing. */
    @Modified
    void modified(MaildirConfiguration configuration) {
        try {
            MaildirMailbox.Shared changed = shared(Path.of(configuration.directory()), configuration.hostname());
            synchronized (recent) {
                recent.clear();
                shared = changed;
            }
        } catch (IOException | InvalidPathException e) {
            LOG.error("org.postrider.store.maildir.cfg: directory: found '{}', allowed a directory that can be made ({}); "
                    + "what was configured before stays in force", configuration.directory(), e.toString());
        }
    }

    private MaildirMailbox.Shared shared(Path directory, String hostname) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        DirectoryTree.make(root);
        return new MaildirMailbox.Shared(root, clock, new UniqueName(clock, hostname), new BufferPool());
    }

    @Override
    public Mailbox open(Address account) throws IOException {
        MaildirMailbox mailbox;
        synchronized (recent) {
            mailbox = recent.computeIfAbsent(account, a -> new MaildirMailbox(shared, maildir(shared, a)));
        }
        mailbox.prepare();
        return mailbox;
    }

    private static Path maildir(MaildirMailbox.Shared shared, Address account) {
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
