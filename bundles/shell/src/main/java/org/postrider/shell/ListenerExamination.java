package org.postrider.shell;

import java.util.List;

import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.smtp.Listeners;

/** Whether clients can connect. */
final class ListenerExamination implements Examination {

    @Override
    public void examine(Services services, Report report) {
        services.find(Listeners.class).map(Listeners::list).ifPresent(it -> examine(it, report));
    }

    private static void examine(List<ListenerInfo> listeners, Report report) {
        if (listeners.isEmpty()) {
            report.problem("listeners", "none is configured", "write etc/org.postrider.listener-mx.cfg");
        }
        listeners.forEach(it -> examine(it, report));
    }

    private static void examine(ListenerInfo listener, Report report) {
        String where = listener.isUnixSocket() ? listener.address() : listener.address() + " port " + listener.port();
        if (listener.state() != ListenerInfo.State.OPEN) {
            report.problem("listener " + listener.name(), where + " is not open (" + listener.state() + "): "
                    + reason(listener), advice(listener));
        } else if (!listener.problem().isEmpty()) {
            report.problem("listener " + listener.name(), listener.problem(),
                    "the configuration before it is in force");
        } else {
            report.fine("listener " + listener.name() + " is open on " + where);
        }
    }

    private static String reason(ListenerInfo listener) {
        return listener.problem().isEmpty() ? "no engine for " + listener.protocol() + " is there" : listener.problem();
    }

    private static String advice(ListenerInfo listener) {
        return listener.state() == ListenerInfo.State.CLOSED
                ? "feature:install " + Part.ENGINE.feature()
                : "correct etc/org.postrider.listener-" + listener.name() + ".cfg";
    }
}
