package org.postrider.shell;

import java.time.Clock;
import java.util.List;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "mail", name = "doctor",
        description = "Says what does not work, why, and what can be done; exit code 1 if anything")
public final class DoctorCommand extends ExaminingCommand {

    @Override
    List<Examination> examinations() {
        return List.of(new BundleExamination(), new PartExamination(Part.values()), new ComponentExamination(),
                new ConfigurationExamination(), new ListenerExamination(),
                new CertificateExamination(Clock.systemUTC()), new SpoolExamination(),
                new FilterExamination(), new PluginExamination());
    }
}
