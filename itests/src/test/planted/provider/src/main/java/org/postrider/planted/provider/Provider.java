package org.postrider.planted.provider;

/** Breaks nothing. */
public final class Provider {
}
