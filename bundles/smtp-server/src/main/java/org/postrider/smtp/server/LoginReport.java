package org.postrider.smtp.server;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

import org.postrider.api.event.LoginFailed;
import org.postrider.api.event.LoginSucceeded;
import org.postrider.api.message.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of logins: to the observers, to the meters and to the log. No response of a client comes here. */
final class LoginReport {

    private static final Logger LOG = LoggerFactory.getLogger(LoginReport.class);

    private final Services services;
    private final ClientSession session;

    LoginReport(Services services, ClientSession session) {
        this.services = services;
        this.session = session;
    }

    void succeeded(String mechanism, Address account) {
        services.meters().logins().increment();
        services.publish(new LoginSucceeded(Instant.now(), session.listener(), session.address(), mechanism, account));
        LOG.debug("session {} from {}: {} logged in by {}", session.id(), session.address(), account, mechanism);
    }

    void failed(String mechanism, Optional<Address> name, String reason) {
        services.meters().loginsFailed().increment();
        services.publish(new LoginFailed(
                Instant.now(), session.listener(), session.address(), mechanism, name, reason));
        LOG.debug("session {} from {}: login by {} failed: {}", session.id(), session.address(), mechanism, reason);
    }

    /** Nobody could say; the client is told to try again. What a fault says of itself may quote the client. */
    void undecided(String mechanism, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof RejectedExecutionException) { // under attack it would fill the log
            LOG.debug("session {}: too many logins at a time", session.id());
        } else {
            LOG.warn("session {}: login by {} failed: {}", session.id(), mechanism, cause.getClass().getName());
        }
    }
}
