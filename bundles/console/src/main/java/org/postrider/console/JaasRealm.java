package org.postrider.console;

import java.io.IOException;
import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;

import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/** A realm of the Java Authentication and Authorization Service, as Karaf configures it. */
final class JaasRealm implements Realm {

    private static final String ROLE_PRINCIPAL = "RolePrincipal"; // of whichever bundle brings the login module

    private final String name;

    JaasRealm(String name) {
        this.name = name;
    }

    @Override
    public Set<String> roles(String user, char[] password) {
        Subject subject = new Subject();
        try {
            LoginContext login = new LoginContext(name, subject, callbacks -> answer(callbacks, user, password));
            login.login();
            return subject.getPrincipals().stream()
                    .filter(it -> it.getClass().getSimpleName().equals(ROLE_PRINCIPAL))
                    .map(Principal::getName).collect(Collectors.toSet());
        } catch (LoginException | SecurityException e) {
            return Set.of();
        }
    }

    private static void answer(Callback[] callbacks, String user, char[] password)
            throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback it) {
                it.setName(user);
            } else if (callback instanceof PasswordCallback it) {
                it.setPassword(password);
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }
}
