package org.postrider.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postrider.json.Json;

/** What examinations found, and what they found in order. */
final class Report {

    private final List<Finding> findings = new ArrayList<>();
    private final List<String> fine = new ArrayList<>();

    /** Something does not work. */
    void problem(String subject, String text, String advice) {
        findings.add(new Finding(true, subject, text, advice));
    }

    /** Something to know that need not be wrong. */
    void note(String subject, String text, String advice) {
        findings.add(new Finding(false, subject, text, advice));
    }

    /** Something is as it should be. */
    void fine(String text) {
        fine.add(text);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    void printJson(PrintStream out) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("well", isWell());
        view.put("findings", findings.stream().map(Finding::view).toList());
        view.put("fine", fine);
        out.println(Json.write(view));
    }

    void print(PrintStream out) {
        fine.forEach(it -> out.println("ok       " + Printable.text(it)));
        findings.stream().filter(it -> !it.grave()).forEach(it -> print(it, out));
        findings.stream().filter(Finding::grave).forEach(it -> print(it, out));
        if (isWell()) {
            out.println("All is well.");
        }
    }

    private static void print(Finding finding, PrintStream out) {
        out.printf("%-8s %s%n", finding.grade(), Printable.text(finding.subject() + ": " + finding.text()));
        if (!finding.advice().isEmpty()) {
            out.println("         -> " + Printable.text(finding.advice()));
        }
    }

    boolean isWell() {
        return problems() == 0;
    }

    /** How many problems there are, in words. */
    String summary() {
        return problems() == 1 ? "1 problem." : problems() + " problems.";
    }

    private long problems() {
        return findings.stream().filter(Finding::grave).count();
    }
}
