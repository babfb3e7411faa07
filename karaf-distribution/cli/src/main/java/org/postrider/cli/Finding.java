package org.postrider.cli;

/** One thing that is wrong: in which file, at which key, what is there and what may be there. */
record Finding(String file, String key, String found, String allowed) {

    @Override
    public String toString() {
        return file + ": " + key + ": found " + found + ", allowed " + allowed;
    }
}
