package org.postrider.sasl.oauth;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.sasl.TokenCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks access tokens as configured, on a few threads of its own: what is more than they can do is refused at once. */
@Component(service = AccessTokens.class, configurationPid = "org.postrider.sasl.oauth")
@Designate(ocd = OauthConfig.class)
public final class AccessTokens implements TokenCheck {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final int THREADS = 4;
    private static final int WAITING = 64;

    private final ThreadPoolExecutor threads;
    private volatile Check check;

    private record Check(OauthSettings settings, Optional<Verification> verification, TokenOwner owner) {

        static Check of(OauthConfig config) {
            OauthSettings settings = OauthSettings.of(config);
            Optional<Verification> verification = settings.keys().isPresent()
                    ? Optional.of(new SignedTokens(settings))
                    : settings.introspection().map(url -> new Introspection(settings));
            return new Check(settings, verification, new TokenOwner(settings.scope(), settings.account()));
        }

        Optional<String> owner(String token) {
            try {
                return verification.isEmpty() ? Optional.empty() : verification.get().claims(token).flatMap(owner::of);
            } catch (IOException e) {
                LOG.warn("A token cannot be checked: {}", e.getMessage());
                throw new CompletionException(e);
            }
        }
    }

    @Activate
    public AccessTokens(OauthConfig config) {
        check = Check.of(config);
        threads = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
                task -> {
                    Thread thread = new Thread(task, "postrider-oauth");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** A configuration that is not allowed changes nothing. */
    @Modified
    void modified(OauthConfig config) {
        try {
            check = Check.of(config);
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.sasl.oauth.cfg is not used, what was configured before stays: {}", e.getMessage());
        }
    }

    @Deactivate
    void close() {
        threads.shutdownNow();
    }

    OauthSettings settings() {
        return check.settings();
    }

    @Override
    public CompletionStage<Optional<String>> owner(String token) {
        Check current = check;
        try {
            return CompletableFuture.supplyAsync(() -> current.owner(token), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
