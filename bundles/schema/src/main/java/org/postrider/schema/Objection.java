package org.postrider.schema;

/**
 * One thing that is wrong with a configuration.
 *
 * @param key where it is
 * @param found what is there, in words; never a secret
 * @param allowed what may be there, in words
 */
public record Objection(String key, String found, String allowed) {

    @Override
    public String toString() {
        return key + ": found " + found + ", allowed " + allowed;
    }
}
