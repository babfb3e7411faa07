package org.postrider.shell;

import java.io.IOException;
import java.io.PrintStream;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.osgi.framework.BundleContext;

/**
 * A command of the scope {@code mail}. It is there whether or not the services that it needs are: Karaf takes away all
 * commands of a bundle while a single referenced service is missing, so none is referenced, and {@link Services} are
 * looked up when the command runs.
 */
abstract class MailCommand implements Action {

    @Reference
    private BundleContext context;

    @Override
    public final Object execute() throws Exception {
        try (Services services = new Services(context)) {
            run(services, System.out); // not Session.getConsole(), which does not go through a pipe
            return null;
        } catch (IllegalArgumentException | IOException e) {
            throw Failure.of(e.getMessage());
        }
    }

    /**
     * Does what the command is for.
     *
     * @throws IllegalArgumentException if what was asked for is not possible; its message is all that is shown
     * @throws Exception if the command fails; its exit code is then 1
     */
    abstract void run(Services services, PrintStream out) throws Exception;
}
