package org.postrider.console;

import java.util.Set;

/** Who may log in. */
interface Realm {

    /** The roles of a user; empty if there is no such user or the password is wrong. The password is not kept. */
    Set<String> roles(String user, char[] password);
}
