package org.postrider.planted.leaker.hidden;

/** Not exported. */
public interface Secret {
}
