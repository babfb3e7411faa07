package org.postrider.smtp.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.postrider.api.smtp.SmtpExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The extensions that are installed, in the order in which they came. Safe from any thread. */
final class InstalledExtensions {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledExtensions.class);

    private final List<InstalledExtension> installed = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final Set<Long> retired = new HashSet<>();
    private volatile ExtensionSet current = ExtensionSet.EMPTY;

    ExtensionSet current() {
        return current;
    }

    synchronized void add(SmtpExtension extension, ExtensionOrigin origin) {
        try {
            installed.add(new InstalledExtension(extension, origin));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("An extension is not used: {}: {}", extension.getClass().getName(), e.toString());
            return;
        }
        combine();
    }

    /** No extension of the bundle is used by new sessions any more. */
    synchronized void retire(long bundle) {
        retired.add(bundle);
        combine();
    }

    /** Sessions that have it keep it. */
    synchronized void remove(SmtpExtension extension) {
        installed.removeIf(one -> one.is(extension));
        combine();
    }

    private void combine() {
        List<String> refused = new ArrayList<>();
        current = ExtensionSet.of(newest(), refused);
        told.retainAll(refused);
        refused.stream().filter(told::add).forEach(LOG::error);
    }

    /** Without those of which the same bundle has a newer version beside it. */
    private List<InstalledExtension> newest() {
        List<InstalledExtension> left = installed.stream().filter(one -> !retired.contains(one.origin().bundle())).toList();
        return left.stream().filter(one -> left.stream().noneMatch(other -> other.keyword().equals(one.keyword())
                && other.origin().isNewerThan(one.origin()))).toList();
    }
}
