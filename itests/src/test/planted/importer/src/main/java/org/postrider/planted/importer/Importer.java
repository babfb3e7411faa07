package org.postrider.planted.importer;

/** Its pom names a provider. */
public final class Importer {
}
