package org.postrider.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.postrider.api.plugin.PluginProblem;

/** Whether this server can run a bundle, by what the bundle says it needs. */
final class Judgement {

    private static final String API = "org.postrider.api.";
    private static final String OURS = "org.postrider.";
    private static final Pattern VERSION = Pattern.compile("\\(version=([0-9.]+)\\)");

    private final BundleFile file;
    private final Installed installed;
    private final List<PluginProblem> problems = new ArrayList<>();

    private Judgement(BundleFile file, Installed installed) {
        this.file = file;
        this.installed = installed;
    }

    /** What speaks against it, in words; empty if nothing does. */
    static List<PluginProblem> of(BundleFile file, Installed installed) {
        Judgement judgement = new Judgement(file, installed);
        judgement.identity();
        judgement.needs();
        return List.copyOf(judgement.problems);
    }

    /** The same of one that is installed: what it needs and this server does not have. */
    static List<PluginProblem> needs(BundleFile file, Installed installed) {
        Judgement judgement = new Judgement(file, installed);
        judgement.needs();
        return List.copyOf(judgement.problems);
    }

    private void needs() {
        file.clauses(Constants.IMPORT_PACKAGE).stream().filter(Judgement::isNeeded).forEach(this::imported);
        file.clauses(Constants.REQUIRE_BUNDLE).stream().filter(Judgement::isNeeded).forEach(this::bundle);
        file.clauses(Constants.REQUIRE_CAPABILITY).stream().filter(Judgement::isNeeded).forEach(this::capability);
    }

    private static boolean isNeeded(Clause clause) {
        return !"optional".equals(clause.directives().get("resolution"))
                && !"active".equals(clause.directives().get("effective"));
    }

    private void identity() {
        if (installed.find(file.name(), file.version()).isPresent()) {
            object(file.label() + " is installed already", "each build that is to be installed needs its own version");
        }
        if (file.isSingleton()) {
            object("its Bundle-SymbolicName says singleton:=true: no other version could run beside it",
                    "build it without");
        }
        if (file.isFragment()) {
            object("it is a fragment: it would change another bundle, which had to be started anew",
                    "make it a bundle of its own");
        }
    }

    private void imported(Clause clause) {
        VersionRange range = range(clause, Constants.VERSION_ATTRIBUTE);
        if (installed.exports(clause.name(), range) || exportsItself(clause.name(), range)) {
            return;
        }
        List<Version> there = installed.exported(clause.name());
        String wanted = clause.attributes().getOrDefault(Constants.VERSION_ATTRIBUTE, "");
        if (clause.name().startsWith(API)) {
            api(clause.name(), wanted, there);
        } else if (there.isEmpty() && clause.name().startsWith(OURS)) {
            object("it imports " + clause.name() + ", which is internal to a bundle of the server",
                    "plugins are written against org.postrider.api only");
        } else if (there.isEmpty()) {
            object("it imports " + clause.name() + ", which nothing here exports", "put it into the plugin's own jar");
        } else {
            object("it imports " + clause.name() + " " + wanted + ", here is " + words(there),
                    "build it against that version");
        }
    }

    private void api(String name, String wanted, List<Version> there) {
        if (there.isEmpty()) {
            object("it imports " + name + ", which the API of this server does not have",
                    "build it against the API of this server");
        } else {
            object("it is written for another version of the API: " + name + " found " + wanted + ", this server has "
                    + words(there), "build it against the API of this server");
        }
    }

    private boolean exportsItself(String name, VersionRange range) {
        return file.clauses(Constants.EXPORT_PACKAGE).stream().anyMatch(it -> it.name().equals(name)
                && range.includes(Version.parseVersion(it.attributes().get(Constants.VERSION_ATTRIBUTE))));
    }

    private void bundle(Clause clause) {
        VersionRange range = range(clause, Constants.BUNDLE_VERSION_ATTRIBUTE);
        if (installed.all(clause.name()).stream().noneMatch(it -> range.includes(it.getVersion()))) {
            object("it requires the bundle " + clause.name() + " " + range + ", which is not here",
                    "import packages instead of bundles");
        }
    }

    private void capability(Clause clause) {
        String filter = clause.directives().getOrDefault("filter", "");
        if (clause.name().equals(PackageNamespace.PACKAGE_NAMESPACE) || installed.provides(clause.name(), filter)
                || providesItself(clause.name())) {
            return;
        }
        if (clause.name().equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
            object("it needs Java " + javaVersion(filter) + ", this server runs on Java "
                    + Runtime.version().feature(), "build it for Java " + Runtime.version().feature() + " or older");
        } else {
            object("it requires " + clause.name() + " " + filter + ", which nothing here provides",
                    "install what provides it first");
        }
    }

    /** The exact match is left to the framework. */
    private boolean providesItself(String namespace) {
        return file.clauses(Constants.PROVIDE_CAPABILITY).stream().anyMatch(it -> it.name().equals(namespace));
    }

    private static String javaVersion(String filter) {
        Matcher matcher = VERSION.matcher(filter);
        return matcher.find() ? matcher.group(1) : filter;
    }

    private static VersionRange range(Clause clause, String attribute) {
        return new VersionRange(clause.attributes().getOrDefault(attribute, "0.0.0"));
    }

    private static String words(List<Version> versions) {
        return new TreeSet<>(versions).stream().map(Version::toString).collect(Collectors.joining(", "));
    }

    private void object(String text, String advice) {
        problems.add(new PluginProblem(text, advice));
    }
}
