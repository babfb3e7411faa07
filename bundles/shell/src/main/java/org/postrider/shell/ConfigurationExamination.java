package org.postrider.shell;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Whether there are configurations that nobody reads, as after a slip in the name of a file. */
final class ConfigurationExamination implements Examination {

    private static final String OURS = "(service.pid=org.postrider.*)";

    @Override
    public void examine(Services services, Report report) {
        services.find(ConfigurationAdmin.class).ifPresent(admin -> {
            try {
                Configuration[] ours = admin.listConfigurations(OURS);
                examine(ours == null ? new Configuration[0] : ours, read(services), report);
            } catch (IOException | InvalidSyntaxException e) {
                report.problem("configurations", "they cannot be read: " + e.getMessage(), "");
            }
        });
    }

    private static void examine(Configuration[] configurations, Set<String> read, Report report) {
        for (Configuration it : configurations) {
            String pid = it.getFactoryPid() == null ? it.getPid() : it.getFactoryPid();
            if (!read.contains(pid)) {
                report.note("etc/" + it.getPid().replace('~', '-') + ".cfg", "no component that is installed reads it",
                        ("is its name right?" + Suggestion.among(pid, read)).strip());
            }
        }
    }

    private static Set<String> read(Services services) {
        return services.find(ServiceComponentRuntime.class).stream()
                .flatMap(runtime -> runtime.getComponentDescriptionDTOs().stream())
                .flatMap(it -> Arrays.stream(it.configurationPid)).collect(Collectors.toSet());
    }
}
