package org.postrider.filters;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps filters from running that ended the server again and again, and notes who runs now.
 *
 * @param ledger of this process, if there is a place for it
 */
record SafeMode(Optional<CallLedger> ledger, Suspects suspects) {

    static final SafeMode NONE = new SafeMode(Optional.empty(), Suspects.NONE);

    private static final String ENDS = "postrider.ends";
    private static final String FOUND = "postrider.suspects"; // so that a restart of this bundle is no end of the server

    /** @param data a directory of this server's own */
    static SafeMode of(Path data) {
        String found = System.getProperty(FOUND);
        Suspects suspects = found == null
                ? suspects(data, Integer.getInteger(ENDS, 0))
                : new Suspects(Arrays.stream(found.split("\n")).collect(Collectors.toSet()));
        System.setProperty(FOUND, String.join("\n", suspects.names()));
        return new SafeMode(Optional.of(CallLedger.create(calls(data))), suspects);
    }

    /** @param ends how often the server has ended by itself within the last minutes */
    static Suspects suspects(Path data, int ends) {
        return Suspects.find(ends, calls(data), data.resolve("suspects"));
    }

    static Path calls(Path data) {
        return data.resolve("calls");
    }

    Optional<CallLedger.Mark> mark(String filter, String version) {
        return ledger.flatMap(l -> l.mark(Suspects.name(filter, version)));
    }

    /** The declaration, of which nothing is called if the filter is a suspect. */
    Declaration judge(Declaration declaration, String version) {
        return suspects.contains(declaration.name(), version)
                ? declaration.kept("safe mode: it was being called each time when the server ended by itself; replace or"
                        + " remove it, or stop and start the server to try it again")
                : declaration;
    }
}
