package org.postrider.smtp.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.postrider.api.smtp.SmtpParameter;
import org.postrider.smtp.protocol.Extensions;
import org.postrider.smtp.protocol.ReservedNames;

/** The extensions that can be used together, at one moment. */
record ExtensionSet(List<InstalledExtension> extensions) {

    static final ExtensionSet EMPTY = new ExtensionSet(List.of());

    /**
     * Those of which no name is ours or that of one before.
     *
     * @param refused is told, in words, which are not used and why
     */
    static ExtensionSet of(Collection<InstalledExtension> installed, List<String> refused) {
        List<InstalledExtension> used = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (InstalledExtension one : installed) {
            String why = why(one, taken, used);
            if (why.isEmpty()) {
                used.add(one);
                taken.addAll(one.claims());
            } else {
                refused.add("Extension " + one.keyword() + " is not used: " + why);
            }
        }
        return new ExtensionSet(List.copyOf(used));
    }

    private static String why(InstalledExtension one, Set<String> taken, List<InstalledExtension> used) {
        Set<String> twice = new TreeSet<>(one.claims());
        twice.retainAll(taken);
        if (!twice.isEmpty()) {
            return "another extension has the " + String.join(", ", twice);
        }
        if (ReservedNames.isKeyword(one.keyword())) {
            return "the keyword " + one.keyword() + " is the server's own";
        }
        for (String command : List.of("MAIL", "RCPT")) {
            for (SmtpParameter parameter : one.parameters(command)) {
                if (ReservedNames.isParameter(parameter.keyword())) {
                    return "the parameter " + parameter.keyword() + " is the server's own";
                }
            }
            if (octets(used, command) + octets(List.of(one), command) > Extensions.MAX_OCTETS) {
                return "the line of " + command + " would be too long";
            }
        }
        return one.verbs().stream().filter(verb -> ReservedNames.isVerb(verb.name())).findFirst()
                .map(verb -> "the verb " + verb.name() + " is the server's own").orElse("");
    }

    private static int octets(List<InstalledExtension> some, String command) {
        return some.stream().flatMap(one -> one.parameters(command).stream()).mapToInt(SmtpParameter::octets).sum();
    }

    /** What they add to the line of a command. */
    int octets(String command) {
        return command.equals("MAIL") || command.equals("RCPT") ? octets(extensions, command) : 0;
    }
}
