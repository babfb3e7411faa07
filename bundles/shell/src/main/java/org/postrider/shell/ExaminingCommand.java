package org.postrider.shell;

import java.io.PrintStream;
import java.util.List;

/** A command that examines something and ends with exit code 1 if something is wrong. */
abstract class ExaminingCommand extends ListingCommand {

    @Override
    final void run(Services services, PrintStream out) throws Exception {
        Report report = new Report();
        examinations().forEach(it -> it.examine(services, report));
        if (json) {
            report.printJson(out);
        } else {
            report.print(out);
        }
        if (!report.isWell()) {
            throw Failure.of(json ? "" : report.summary()); // nothing but JSON for a program
        }
    }

    abstract List<Examination> examinations();
}
