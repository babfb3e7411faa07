package org.postrider.shell;

/** Looks at one side of the running platform. */
interface Examination {

    /** Reports what is wrong; never throws for what it examines. */
    void examine(Services services, Report report);
}
