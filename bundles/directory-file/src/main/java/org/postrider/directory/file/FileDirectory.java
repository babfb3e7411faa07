package org.postrider.directory.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.directory.Account;
import org.postrider.api.directory.Directory;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.directory.DomainInfo;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Domains, accounts and aliases from one text file for each domain. Look-ups are answered from memory. The files are
 * looked at twice a second by a thread of this component, so that a change counts within two seconds.
 */
@Component(configurationPid = "org.postrider.directory.file")
@Designate(ocd = FileDirectoryConfiguration.class)
public final class FileDirectory implements Directory, DirectoryEditor {

    private static final Logger LOG = LoggerFactory.getLogger(FileDirectory.class);
    private static final long POLL_MILLIS = 500;
    private static final long SHARE = 20; // looking takes at most a twentieth of the time, however many files there are

    private final Domains domains;
    private final Editor editor;
    private final List<String> settings = new ArrayList<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "postrider-directory-file");
        thread.setDaemon(true);
        return thread;
    });

    /** @throws IOException if the directory cannot be made or listed */
    @Activate
    public FileDirectory(FileDirectoryConfiguration configuration) throws IOException {
        SubAddress subAddress = new SubAddress(separator(configuration.separator()));
        DomainFolder folder = new DomainFolder(Path.of(configuration.directory()));
        if (configuration.createDefault()) {
            DefaultDomain.createIn(folder);
        }
        this.domains = new Domains(folder, subAddress);
        this.editor = new Editor(folder, domains);
        look(POLL_MILLIS);
    }

    private String separator(String configured) {
        if (configured.length() <= 1) {
            return configured;
        }
        String problem = "org.postrider.directory.file.cfg separator: found " + DomainFileException.shown(configured)
                + "; allowed is one character or nothing; '+' is used";
        LOG.warn("{}", problem);
        settings.add(problem);
        return "+";
    }

    private void look(long delayMillis) {
        try {
            watch.schedule(this::lookAndGoOn, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // closed: nobody needs to look any more
        }
    }

    private void lookAndGoOn() {
        long begun = System.nanoTime();
        try {
            domains.refresh();
        } catch (RuntimeException e) {
            LOG.error("looking for changed domain files failed: {}", e.toString());
        } finally {
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            look(Math.max(POLL_MILLIS, took * SHARE));
        }
    }

    /** Stops looking. */
    @Deactivate
    public void close() {
        watch.shutdownNow();
    }

    @Override
    public CompletionStage<Optional<DomainInfo>> domain(Domain domain) {
        return domains.current().domain(domain);
    }

    @Override
    public CompletionStage<Resolution> resolve(Address address) {
        return domains.current().resolve(address);
    }

    @Override
    public List<DomainInfo> domains() {
        return domains.current().domains();
    }

    @Override
    public List<Account> accounts(Domain domain) {
        return domains.current().accounts(domain);
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(settings);
        problems.addAll(domains.problems());
        return problems;
    }

    @Override
    public void addDomain(Domain domain) throws IOException {
        editor.addDomain(domain);
    }

    @Override
    public void removeDomain(Domain domain) throws IOException {
        editor.removeDomain(domain);
    }

    @Override
    public void addAccount(Address address, char[] password) throws IOException {
        editor.addAccount(address, password);
    }

    @Override
    public void removeAccount(Address address) throws IOException {
        editor.remove(address, Entry.AccountEntry.class, "account");
    }

    @Override
    public void putAlias(Address alias, List<Address> targets) throws IOException {
        editor.putAlias(alias, targets);
    }

    @Override
    public void removeAlias(Address alias) throws IOException {
        editor.remove(alias, Entry.AliasEntry.class, "alias");
    }
}
