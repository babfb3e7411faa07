package org.postrider.shell;

import java.io.PrintStream;
import java.util.List;

import org.postrider.api.plugin.PluginChange;
import org.postrider.api.plugin.PluginPlan;

/** What a plugin's file would do, or did, for people. */
final class PlanText {

    private PlanText() {}

    static void print(PluginPlan plan, PrintStream out) {
        line(out, "Plugin", plan.name().isEmpty() ? "none" : plan.name() + " " + plan.version());
        line(out, "From", plan.source());
        line(out, "Size", Figures.size(plan.size()));
        line(out, "SHA-256", plan.sha256());
        line(out, "Offers", words(plan.offers()));
        plan.replaces().ifPresent(it -> line(out, "Replaces", it));
        line(out, "Installs", words(plan.installs()));
        line(out, "Refreshes", words(plan.refreshes()));
        plan.problems().forEach(it -> {
            out.println("PROBLEM  " + Printable.text(it.text()));
            out.println("         -> " + Printable.text(it.advice()));
        });
    }

    static void print(PluginChange change, PrintStream out) {
        change.started().forEach(it -> out.println("Started    " + Printable.text(it)));
        change.ended().forEach(it -> out.println("Ended      " + Printable.text(it)));
        change.notes().forEach(it -> out.println("NOTE       " + Printable.text(it)));
    }

    /** Why it is not installed, or that it can be. */
    static String judgement(PluginPlan plan) {
        if (!plan.problems().isEmpty()) {
            return plan.problems().size() == 1 ? "1 problem." : plan.problems().size() + " problems.";
        }
        return plan.isFine() ? "It can be installed."
                : "It would start others anew, and is not installed: " + String.join(", ", plan.refreshes()) + ".";
    }

    private static String words(List<String> list) {
        return list.isEmpty() ? "nothing" : String.join(", ", list);
    }

    private static void line(PrintStream out, String name, String value) {
        out.printf("%-10s %s%n", name, Printable.text(value));
    }
}
