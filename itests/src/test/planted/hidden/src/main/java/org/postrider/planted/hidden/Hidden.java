package org.postrider.planted.hidden;

import org.osgi.service.component.annotations.Component;

/** A component nobody can use. */
@Component(service = Runnable.class)
final class Hidden implements Runnable {

    @Override
    public void run() {
    }
}
