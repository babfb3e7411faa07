package org.postrider.shell;

import java.time.Clock;
import java.util.List;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "mail", name = "check",
        description = "Checks the configuration that is in force; exit code 1 if it is wrong")
public final class CheckCommand extends ExaminingCommand {

    @Override
    List<Examination> examinations() {
        return List.of(new PartExamination(Part.DIRECTORY, Part.LISTENERS, Part.FILTERS), new DirectoryExamination(),
                new ListenerExamination(), new CertificateExamination(Clock.systemUTC()), new FilterExamination(),
                new PluginExamination(), new ConfigurationExamination());
    }
}
