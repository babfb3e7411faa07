package org.postrider.shell;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.support.CommandException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A framework with a few services, and a terminal. */
final class Platform {

    private final Map<String, Object> services = new HashMap<>();
    private final List<Bundle> bundles = new ArrayList<>();
    private final BundleContext context = proxy(BundleContext.class, this::framework);
    private int inUse;

    <T> Platform with(Class<T> type, T service) {
        services.put(type.getName(), service);
        return this;
    }

    Platform with(String type) {
        services.put(type, new Object());
        return this;
    }

    void install(Bundle bundle) {
        bundles.add(bundle);
    }

    Services services() {
        return new Services(context);
    }

    /** How many services were taken and not given back. */
    int inUse() {
        return inUse;
    }

    /** What the command prints. */
    String run(MailCommand command) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Services taken = services(); PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            command.run(taken, out);
        } finally {
            lastOutput = bytes.toString(StandardCharsets.UTF_8);
        }
        return lastOutput;
    }

    private String lastOutput = "";

    /** What was printed before the command failed. */
    String output() {
        return lastOutput;
    }

    /** What the failing command ends with. */
    String failure(MailCommand command) throws Exception {
        try {
            run(command);
        } catch (CommandException e) {
            return e.getNiceHelp();
        }
        throw new AssertionError("it did not fail but printed: " + lastOutput);
    }

    /** What a completer offers for what was typed. */
    List<String> complete(NameCompleter completer, String... words) {
        List<String> candidates = new ArrayList<>();
        String last = words[words.length - 1];
        CommandLine line = proxy(CommandLine.class, (method, args) -> switch (method) {
            case "getArguments" -> words;
            case "getCursorArgument" -> last;
            case "getCursorArgumentIndex" -> words.length - 1;
            case "getArgumentPosition" -> last.length();
            case "getBufferPosition" -> String.join(" ", words).length();
            default -> String.join(" ", words);
        });
        try (Services taken = services()) {
            completer.complete(taken, line, candidates);
        }
        return candidates.stream().map(String::strip).toList();
    }

    private Object framework(String method, Object... args) {
        return switch (method) {
            case "getServiceReference" -> reference(
                    args[0] instanceof Class<?> type ? type.getName() : (String) args[0]);
            case "getService" -> {
                inUse++;
                yield services.get(args[0].toString());
            }
            case "ungetService" -> {
                inUse--;
                yield true;
            }
            case "getBundles" -> bundles.toArray(Bundle[]::new);
            case "getBundle" -> bundles.stream().filter(it -> it.getBundleId() == (long) args[0])
                    .findFirst().orElse(null);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private Object reference(String type) {
        return services.containsKey(type) ? proxy(ServiceReference.class, (method, args) -> switch (method) {
            case "toString" -> type;
            default -> throw new UnsupportedOperationException(method);
        }) : null;
    }

    /** Answers a method by its name. */
    interface Answers {
        Object to(String method, Object... args);
    }

    static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) ->
                answers.to(method.getName(), args == null ? new Object[0] : args)));
    }
}
