package org.postrider.directory.file;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.ScramCredentials;
import org.postrider.api.message.Address;

/**
 * Who may log in, by the domain files. Passwords are hashed by few threads for which few may wait; what is more is
 * refused, so that no flood of logins takes the processors from the mail. A name that cannot log in costs the same.
 */
final class Logins implements Authenticator, AutoCloseable {

    /**
     * An account, and what is stored of its password.
     *
     * @param account empty if nobody can log in so, and the hash is made up
     */
    private record Login(Optional<Address> account, PasswordHash hash) {}

    private final Supplier<Snapshot> directory;
    private final Supplier<LoginSecret> secret;
    private final ThreadPoolExecutor hashing;

    /**
     * @param directory as it is now
     * @param secret what unknown names are told, as it is now
     * @param threads that hash
     * @param waiting passwords that may wait for one of them
     */
    Logins(Supplier<Snapshot> directory, Supplier<LoginSecret> secret, int threads, int waiting) {
        this.directory = directory;
        this.secret = secret;
        this.hashing = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting),
                task -> {
                    Thread thread = new Thread(task, "postrider-directory-file-hash");
                    thread.setDaemon(true);
                    return thread;
                });
        hashing.allowCoreThreadTimeOut(true);
    }

    @Override
    public CompletionStage<Optional<Address>> password(String name, char[] password) {
        char[] copy = password.clone();
        try {
            return CompletableFuture.supplyAsync(() -> check(name, copy), hashing);
        } catch (RejectedExecutionException e) {
            Arrays.fill(copy, '\0');
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<Address> check(String name, char[] password) {
        try {
            Login login = find(name);
            return login.hash().matches(password) ? login.account() : Optional.empty();
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @Override
    public CompletionStage<ScramCredentials> scram(String name) {
        Login login = find(name);
        return CompletableFuture.completedFuture(login.hash().credentials(login.account()));
    }

    @Override
    public CompletionStage<Optional<Address>> trusted(String name) {
        return CompletableFuture.completedFuture(entry(name).map(Entry.AccountEntry::address));
    }

    private Login find(String name) {
        return entry(name).filter(entry -> !entry.password().isEmpty())
                .map(entry -> new Login(Optional.of(entry.address()), PasswordHash.parse(entry.password())))
                .orElseGet(() -> new Login(Optional.empty(), secret.get().madeUp(name)));
    }

    /** The account that is enabled and has exactly this name: not one that mail for it would go to. */
    private Optional<Entry.AccountEntry> entry(String name) {
        try {
            return directory.get().account(Address.parse(name)).filter(Entry.AccountEntry::enabled);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        hashing.shutdownNow();
    }
}
