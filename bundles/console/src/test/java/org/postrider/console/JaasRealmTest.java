package org.postrider.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.Principal;
import java.util.Map;

import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JaasRealmTest {

    private Configuration before;

    @BeforeEach
    void configure() {
        try {
            before = Configuration.getConfiguration();
        } catch (SecurityException e) {
            before = null; // none is configured
        }
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return name.equals("karaf") ? new AppConfigurationEntry[] {new AppConfigurationEntry(
                        Module.class.getName(), LoginModuleControlFlag.REQUIRED, Map.of())} : null;
            }
        });
    }

    @AfterEach
    void restore() {
        Configuration.setConfiguration(before);
    }

    @Test
    void rolesOfAUserWhoKnowsThePassword() {
        assertThat(new JaasRealm("karaf").roles("karaf", "right".toCharArray()))
                .containsExactlyInAnyOrder("admin", "ssh");
    }

    @Test
    void nobodyElseHasAny() {
        assertThat(new JaasRealm("karaf").roles("karaf", "wrong".toCharArray())).isEmpty();
        assertThat(new JaasRealm("no such realm").roles("karaf", "right".toCharArray())).isEmpty();
    }

    /** A role, and under another name a group, which is none. */
    record RolePrincipal(String getName) implements Principal {
        @Override
        public String toString() {
            return getName;
        }
    }

    record GroupPrincipal(String getName) implements Principal {
        @Override
        public String toString() {
            return getName;
        }
    }

    /** Knows one user. */
    public static final class Module implements LoginModule {

        private Subject subject;
        private CallbackHandler handler;

        @Override
        public void initialize(Subject who, CallbackHandler asks, Map<String, ?> shared, Map<String, ?> options) {
            subject = who;
            handler = asks;
        }

        @Override
        public boolean login() throws LoginException {
            NameCallback name = new NameCallback("user");
            PasswordCallback password = new PasswordCallback("password", false);
            try {
                handler.handle(new Callback[] {name, password});
            } catch (IOException | UnsupportedCallbackException e) {
                throw new LoginException(e.getMessage());
            }
            if (!name.getName().equals("karaf") || !new String(password.getPassword()).equals("right")) {
                throw new FailedLoginException();
            }
            return true;
        }

        @Override
        public boolean commit() {
            subject.getPrincipals().add(new RolePrincipal("admin"));
            subject.getPrincipals().add(new RolePrincipal("ssh"));
            subject.getPrincipals().add(new GroupPrincipal("viewer"));
            return true;
        }

        @Override
        public boolean abort() {
            return true;
        }

        @Override
        public boolean logout() {
            return true;
        }
    }
}
