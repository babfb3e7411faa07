package org.postrider.directory.file;

import java.io.IOException;
import java.nio.file.InvalidPathException;
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
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.directory.Account;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.Directory;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.directory.DomainInfo;
import org.postrider.api.directory.Resolution;
import org.postrider.api.directory.ScramCredentials;
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
public final class FileDirectory implements Directory, DirectoryEditor, Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(FileDirectory.class);
    private static final long POLL_MILLIS = 500;
    private static final long SHARE = 20; // looking takes at most a twentieth of the time, however many files there are

    // half of the processors are left to the mail; who waits longer than that has given up
    private static final int HASHING = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int HASHES_WAITING = 16 * HASHING;

    /**
     * A directory of files as it is configured.
     *
     * @param problems of the configuration itself
     */
    private record Source(Domains domains, Editor editor, LoginSecret secret, List<String> problems) {}

    private volatile Source source;
    private final Logins logins = new Logins(() -> source.domains().current(), () -> source.secret(),
            HASHING, HASHES_WAITING);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "postrider-directory-file");
        thread.setDaemon(true);
        return thread;
    });

    /** @throws IOException if the directory cannot be made or listed */
    @Activate
    public FileDirectory(FileDirectoryConfiguration configuration) throws IOException {
        source = open(configuration);
        look(POLL_MILLIS);
    }

    /** A directory that cannot be made or listed changes nothing. */
    @Modified
    void modified(FileDirectoryConfiguration configuration) {
        try {
            source = open(configuration);
        } catch (IOException | InvalidPathException e) {
            LOG.error("org.postrider.directory.file.cfg: directory: found '{}', allowed a directory that can be made and "
                    + "read ({}); what was configured before stays in force", configuration.directory(), e.toString());
        }
    }

    private static Source open(FileDirectoryConfiguration configuration) throws IOException {
        List<String> problems = new ArrayList<>();
        SubAddress subAddress = new SubAddress(separator(configuration.separator(), problems));
        DomainFolder folder = new DomainFolder(Path.of(configuration.directory()));
        if (configuration.createDefault()) {
            DefaultDomain.createIn(folder);
        }
        Domains domains = new Domains(folder, subAddress);
        int rounds = rounds(configuration.rounds(), problems);
        return new Source(domains, new Editor(folder, domains, rounds), LoginSecret.in(folder, rounds, problems), problems);
    }

    private static String separator(String configured, List<String> problems) {
        if (configured.length() <= 1) {
            return configured;
        }
        problems.add(warned("separator: found " + DomainFileException.shown(configured)
                + "; allowed is one character or nothing; '+' is used"));
        return "+";
    }

    private static int rounds(int configured, List<String> problems) {
        if (configured >= PasswordHash.FEWEST_ROUNDS && configured <= PasswordHash.MOST_ROUNDS) {
            return configured;
        }
        problems.add(warned("rounds: found " + configured + "; allowed is a whole number of " + PasswordHash.FEWEST_ROUNDS
                + ".." + PasswordHash.MOST_ROUNDS + "; " + PasswordHash.ROUNDS + " is used"));
        return PasswordHash.ROUNDS;
    }

    private static String warned(String what) {
        String problem = "org.postrider.directory.file.cfg " + what;
        LOG.warn("{}", problem);
        return problem;
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
            source.domains().refresh();
        } catch (RuntimeException e) {
            LOG.error("looking for changed domain files failed: {}", e.toString());
        } finally {
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            look(Math.max(POLL_MILLIS, took * SHARE));
        }
    }

    /** Stops looking and hashing. */
    @Deactivate
    public void close() {
        watch.shutdownNow();
        logins.close();
    }

    @Override
    public CompletionStage<Optional<DomainInfo>> domain(Domain domain) {
        return source.domains().current().domain(domain);
    }

    @Override
    public CompletionStage<Resolution> resolve(Address address) {
        return source.domains().current().resolve(address);
    }

    @Override
    public List<DomainInfo> domains() {
        return source.domains().current().domains();
    }

    @Override
    public List<Account> accounts(Domain domain) {
        return source.domains().current().accounts(domain);
    }

    @Override
    public List<String> problems() {
        Source now = source;
        List<String> problems = new ArrayList<>(now.problems());
        problems.addAll(now.domains().problems());
        return problems;
    }

    @Override
    public void addDomain(Domain domain) throws IOException {
        source.editor().addDomain(domain);
    }

    @Override
    public void removeDomain(Domain domain) throws IOException {
        source.editor().removeDomain(domain);
    }

    @Override
    public void addAccount(Address address, char[] password) throws IOException {
        source.editor().addAccount(address, password);
    }

    @Override
    public void setPassword(Address address, char[] password) throws IOException {
        source.editor().setPassword(address, password);
    }

    @Override
    public void removeAccount(Address address) throws IOException {
        source.editor().remove(address, Entry.AccountEntry.class, "account");
    }

    @Override
    public void putAlias(Address alias, List<Address> targets) throws IOException {
        source.editor().putAlias(alias, targets);
    }

    @Override
    public void removeAlias(Address alias) throws IOException {
        source.editor().remove(alias, Entry.AliasEntry.class, "alias");
    }

    @Override
    public CompletionStage<Optional<Address>> password(String name, char[] password) {
        return logins.password(name, password);
    }

    @Override
    public CompletionStage<ScramCredentials> scram(String name) {
        return logins.scram(name);
    }

    @Override
    public CompletionStage<Optional<Address>> trusted(String name) {
        return logins.trusted(name);
    }
}
