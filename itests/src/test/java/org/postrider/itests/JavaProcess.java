package org.postrider.itests;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of a virtual machine, as the JDK's own tool tells it from outside. */
record JavaProcess(ProcessHandle handle) {

    /** How many objects of a class are in use, of all class loaders that have a class of this name. Collects the others. */
    int instances(String type) {
        Matcher rows = Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +" + Pattern.quote(type) + "( .*)?$", Pattern.MULTILINE)
                .matcher(ask("GC.class_histogram"));
        return rows.results().mapToInt(row -> Integer.parseInt(row.group(1))).sum();
    }

    /** Octets of all objects that are in use. */
    long live() {
        return Long.parseLong(ask("GC.class_histogram").strip().replaceAll("(?s).*\\nTotal +\\d+ +(\\d+)$", "$1"));
    }

    /** Octets that classes take. */
    long metaspace() {
        Matcher used = Pattern.compile("Metaspace +used (\\d+)K").matcher(ask("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("the size of the metaspace is not told");
        }
        return 1024 * Long.parseLong(used.group(1));
    }

    private String ask(String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return Programs.run(Path.of("/"), Map.of(), List.of(jcmd, Long.toString(handle.pid()), command)).good().output();
    }
}
