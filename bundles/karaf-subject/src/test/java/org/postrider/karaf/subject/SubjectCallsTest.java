package org.postrider.karaf.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivilegedAction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import javax.security.auth.Subject;
import org.apache.karaf.shell.impl.console.osgi.LocalConsoleManager;
import org.apache.karaf.shell.support.ShellUtil;
import org.apache.karaf.util.jaas.JaasHelper;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** On the classes of the Karaf that is shipped. */
class SubjectCallsTest {

    private record Admin(String getName) implements Principal {

        @Override
        public String toString() {
            return getName;
        }
    }

    @Test
    void theWovenHelperRunsAsItsSubject() throws ReflectiveOperationException, IOException {
        Class<?> helper = woven(JaasHelper.class);
        Method doAs = helper.getMethod("doAs", Subject.class, PrivilegedAction.class);
        Method hasRole = helper.getMethod("currentUserHasRole", String.class);
        String role = Admin.class.getName() + ":admin";
        PrivilegedAction<Object> action = () -> invoke(hasRole, role);

        assertThat(doAs.invoke(null, subject("admin"), action)).isEqualTo(true);
        assertThat(doAs.invoke(null, subject("viewer"), action)).isEqualTo(false);
        assertThat(doAs.invoke(null, null, action)).isEqualTo(false);
        assertThat(hasRole.invoke(null, role)).isEqualTo(false);
    }

    /** Two bundles have a copy each: one logs in, the other asks. */
    @Test
    void aSubjectThatOneCopyOfTheHelperSetsAnotherSees() throws ReflectiveOperationException, IOException {
        Method doAs = woven(JaasHelper.class).getMethod("doAs", Subject.class, PrivilegedAction.class);
        Method hasRole = woven(JaasHelper.class).getMethod("currentUserHasRole", String.class);
        PrivilegedAction<Object> action = () -> invoke(hasRole, Admin.class.getName() + ":admin");
        assertThat(doAs.invoke(null, subject("admin"), action)).isEqualTo(true);
    }

    @Test
    void noClassOfTheShellCallsWhatFails() throws IOException, URISyntaxException {
        Set<String> changed = new HashSet<>();
        for (Map.Entry<String, byte[]> type : shell().entrySet()) {
            SubjectCalls.replace(type.getValue()).ifPresent(bytes -> changed.add(type.getKey()));
            byte[] bytes = SubjectCalls.replace(type.getValue()).orElse(type.getValue());
            assertThat(calls(bytes)).as(type.getKey()).doesNotContain("javax/security/auth/Subject.getSubject");
        }
        assertThat(changed).contains("org/apache/karaf/shell/support/ShellUtil.class",
                "org/apache/karaf/util/jaas/JaasHelper.class");
    }

    @Test
    void whatIsNotConcernedIsLeftAlone() throws IOException {
        assertThat(SubjectCalls.replace(bytes(SubjectCallsTest.class))).isEmpty();
        assertThat(SubjectCalls.replace(bytes(LocalConsoleManager.class))).as("only names the subject").isEmpty();
        assertThat(SubjectCalls.replace(bytes(ShellUtil.class))).isPresent();
    }

    private static Subject subject(String name) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new Admin(name));
        return subject;
    }

    private static Object invoke(Method method, String argument) {
        try {
            return method.invoke(null, argument);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** A class of its own, as a bundle would define it; all that it uses is that of the test. */
    private static Class<?> woven(Class<?> type) throws IOException {
        byte[] bytes = SubjectCalls.replace(bytes(type)).orElseThrow();
        return new ClassLoader(type.getClassLoader()) {
            private Class<?> define() {
                return defineClass(type.getName(), bytes, 0, bytes.length);
            }
        }.define();
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    private static Map<String, byte[]> shell() throws IOException, URISyntaxException {
        Path file = Path.of(ShellUtil.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Map<String, byte[]> classes = new HashMap<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (var entry : jar.stream().filter(it -> it.getName().endsWith(".class")).toList()) {
                classes.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
            }
        }
        return classes;
    }

    private static Set<String> calls(byte[] type) {
        Set<String> calls = new HashSet<>();
        new ClassReader(type).accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitMethodInsn(int code, String owner, String called, String type, boolean face) {
                        calls.add(owner + "." + called);
                    }
                };
            }
        }, 0);
        return calls;
    }
}
