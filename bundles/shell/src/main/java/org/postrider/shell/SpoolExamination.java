package org.postrider.shell;

import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolStatus;

/** Whether messages are taken. */
final class SpoolExamination implements Examination {

    @Override
    public void examine(Services services, Report report) {
        services.find(Spool.class).map(Spool::status).ifPresent(it -> examine(it, report));
    }

    private static void examine(SpoolStatus spool, Report report) {
        if (spool.accepting()) {
            report.fine("the spool takes messages and holds " + spool.messages());
        } else {
            report.problem("spool", "no message is taken: " + spool.problem(), "clients are told to try again later");
        }
    }
}
