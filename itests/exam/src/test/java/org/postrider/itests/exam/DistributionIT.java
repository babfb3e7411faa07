package org.postrider.itests.exam;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.karaf.options.KarafDistributionOption;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** The distribution as it is shipped, seen by the framework: every bundle runs, every component has what it needs. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DistributionIT {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final int READY = ComponentConfigurationDTO.SATISFIED | ComponentConfigurationDTO.ACTIVE;

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime components;

    @Configuration
    public Option[] server() {
        endServerWithThisProcess();
        String karaf = System.getProperty("postrider.karaf");
        File work = new File("target/exam").getAbsoluteFile();
        String maven = "etc/org.ops4j.pax.url.mvn.cfg";
        Option[] options = {
            KarafDistributionOption.karafDistributionConfiguration()
                    .frameworkUrl(new File(System.getProperty("postrider.archive")).toURI().toString())
                    .karafVersion(karaf).name("Postrider").unpackDirectory(work).useDeployFolder(false),
            KarafDistributionOption.keepRuntimeFolder(),
            KarafDistributionOption.configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
            KarafDistributionOption.editConfigurationFilePut(maven, "org.ops4j.pax.url.mvn.localRepository",
                    System.getProperty("postrider.repository")),
            CoreOptions.systemProperty("postrider.home").value(new File(work, "home").getPath()),
            CoreOptions.systemTimeout(PATIENCE / 1_000_000),
            CoreOptions.vmOption("-XX:TieredStopAtLevel=1"),
        };
        return Stream.concat(Arrays.stream(options), modules(karaf)).toArray(Option[]::new);
    }

    /** A container that is stuck outlives its timeout; its Java process is our child. */
    private static void endServerWithThisProcess() {
        Runtime.getRuntime().addShutdownHook(new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    }

    /** What bin/postrider gives the Java virtual machine. */
    private static Stream<Option> modules(String karaf) {
        return Stream.of("--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module", "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + karaf + ".jar",
                "--patch-module", "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + karaf + ".jar",
                "--add-opens", "java.base/java.security=ALL-UNNAMED", "--add-opens", "java.base/java.net=ALL-UNNAMED",
                "--add-opens", "java.base/java.lang=ALL-UNNAMED", "--add-opens", "java.base/java.util=ALL-UNNAMED",
                "--add-opens", "java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED").map(CoreOptions::vmOption);
    }

    @Test
    public void everyBundleIsActive() throws InterruptedException {
        assertBecomesEmpty(this::idleBundles);
    }

    @Test
    public void everyComponentHasWhatItNeeds() throws InterruptedException {
        assertBecomesEmpty(this::unsatisfiedComponents);
    }

    private List<String> idleBundles() {
        List<String> idle = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            if (bundle.getState() != (fragment ? Bundle.RESOLVED : Bundle.ACTIVE)) {
                idle.add(bundle + " in state " + bundle.getState());
            }
        }
        return idle;
    }

    private List<String> unsatisfiedComponents() {
        List<String> unsatisfied = new ArrayList<>();
        components.getComponentDescriptionDTOs().forEach(component ->
                components.getComponentConfigurationDTOs(component).stream()
                        .filter(configuration -> (configuration.state & READY) == 0)
                        .forEach(configuration -> unsatisfied.add(component.name)));
        return unsatisfied;
    }

    /** The exam's own feature makes the features service start anew, so the server is not settled when the test begins. */
    private static void assertBecomesEmpty(Supplier<List<String>> wrong) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!wrong.get().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertEquals(List.of(), wrong.get());
    }
}
