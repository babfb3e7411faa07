package org.postrider.listener;

import java.util.Comparator;
import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.smtp.Listeners;

/** What administrators see of the listeners. */
@Component(service = Listeners.class)
public final class ListenerList implements Listeners {

    @Reference(name = "listener", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Listener> listeners = List.of();

    @Override
    public List<ListenerInfo> list() {
        return listeners.stream().map(Listener::info).sorted(Comparator.comparing(ListenerInfo::name)).toList();
    }
}
