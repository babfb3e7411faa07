package org.postrider.example.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postrider.api.directory.Account;
import org.postrider.api.directory.Directory;
import org.postrider.api.directory.DomainInfo;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All accounts and aliases in one text file. Look-ups are answered from memory; a thread looks whether it has changed. */
@Component(property = "service.ranking:Integer=100", configurationPid = "org.postrider.example.directory")
@Designate(ocd = TextDirectory.Configuration.class)
public final class TextDirectory implements Directory {

    /** What the administrator may set, in etc/org.postrider.example.directory.cfg. */
    @ObjectClassDefinition(name = "Directory example", description = "Accounts and aliases from one text file.")
    public @interface Configuration {

        @AttributeDefinition(name = "File", description = "Where they are; relative to the data directory.")
        String file() default "accounts.txt";
    }

    private static final Logger LOG = LoggerFactory.getLogger(TextDirectory.class);

    private final Path file;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "directory-example"));
    private FileTime last;
    private FileTime read;
    private volatile Optional<Table> table = Optional.empty();
    private volatile List<String> problems = List.of();

    @Activate
    public TextDirectory(Configuration configuration) {
        file = Path.of(System.getProperty("postrider.home", ".")).resolve(configuration.file());
        look();
        look();
        watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Reads a file that looks as it did before, so that nobody is writing it; one that is wrong replaces nothing. */
    private void look() {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (modified.equals(last) && !modified.equals(read)) {
                read = modified;
                table = Optional.of(Table.read(Files.readAllLines(file)));
                problems = List.of();
            }
            last = modified;
        } catch (IOException e) {
            read = null;
            report(file + ": cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            report(file + ": " + e.getMessage());
        }
    }

    private void report(String problem) {
        if (!problems.contains(problem)) {
            LOG.warn("{}; what was read before stays", problem);
        }
        problems = List.of(problem);
    }

    @Deactivate
    public void close() {
        watch.shutdownNow();
    }

    /** Nobody is unknown while nothing could be read: mail waits then. */
    private CompletionStage<Table> table() {
        return table.map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException(problems.get(0))));
    }

    @Override
    public CompletionStage<Optional<DomainInfo>> domain(Domain domain) {
        return table().thenApply(it -> Optional.ofNullable(it.infos().get(domain)));
    }

    @Override
    public CompletionStage<Resolution> resolve(Address address) {
        return table().thenApply(it -> it.resolve(address));
    }

    @Override
    public List<DomainInfo> domains() {
        return table.map(it -> List.copyOf(it.infos().values())).orElse(List.of());
    }

    @Override
    public List<Account> accounts(Domain domain) {
        return table.map(it -> it.accounts(domain)).orElse(List.of());
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
