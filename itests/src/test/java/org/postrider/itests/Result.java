package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;

/** What a program printed, and its exit code. */
record Result(int code, String output) {

    /** Fails with the output unless the program ended well. */
    Result good() {
        assertThat(code).as(output).isZero();
        return this;
    }
}
