package org.postrider.planted.leaker;

import org.postrider.planted.leaker.hidden.Secret;

/** Shows a type of a package that is not exported. */
public interface Leaker {

    Secret secret();
}
