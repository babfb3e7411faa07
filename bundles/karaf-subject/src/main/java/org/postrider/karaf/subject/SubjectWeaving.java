package org.postrider.karaf.subject;

import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

/** Weaves classes of Karaf's own bundles as they are loaded, and lets those bundles see {@link CurrentSubject}. */
final class SubjectWeaving implements WeavingHook {

    private static final String KARAF = "org.apache.karaf.";

    @Override
    public void weave(WovenClass type) {
        if (type.getBundleWiring().getRevision().getSymbolicName().startsWith(KARAF)) {
            SubjectCalls.replace(type.getBytes()).ifPresent(bytes -> {
                type.setBytes(bytes);
                type.getDynamicImports().add(CurrentSubject.class.getPackageName());
            });
        }
    }
}
