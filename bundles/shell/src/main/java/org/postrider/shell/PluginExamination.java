package org.postrider.shell;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.postrider.api.plugin.PluginInfo;
import org.postrider.api.plugin.Plugins;

/** Whether every plugin runs, and its octets are those that are locked. */
final class PluginExamination implements Examination {

    @Override
    public void examine(Services services, Report report) {
        Optional<Plugins> plugins = services.find(Plugins.class);
        if (plugins.isPresent()) {
            try {
                examine(plugins.get().list(), report);
            } catch (IOException e) {
                report.problem("plugins", "they cannot be listed: " + e.getMessage(), "");
            }
        }
    }

    private static void examine(List<PluginInfo> plugins, Report report) {
        int before = report.findings().size();
        for (PluginInfo it : plugins) {
            String subject = "plugin " + it.name() + " " + it.version();
            if (!it.problem().isEmpty()) {
                report.problem(subject, it.problem(), advice(it));
            } else if (it.lock() == PluginInfo.Lock.CHANGED) {
                report.note(subject, "its octets are not those of the lock file", "correct the lock file, or the jar");
            }
        }
        if (report.findings().size() == before) {
            report.fine(plugins.size() + " plugins are in order");
        }
    }

    private static String advice(PluginInfo plugin) {
        if (plugin.place() == PluginInfo.Place.DEPLOYED) {
            return "remove the jar, or write it into the lock file: mail:plugin-check shows its SHA-256";
        }
        return plugin.lock() == PluginInfo.Lock.OK ? "mail:plugin-remove " + plugin.name() + " removes it"
                : "if it is what you want, mail:plugin-install with that file locks and starts it";
    }
}
