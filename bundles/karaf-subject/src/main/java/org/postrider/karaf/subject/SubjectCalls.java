package org.postrider.karaf.subject;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Turns the calls of a class that fail on Java 24 into calls of {@link CurrentSubject}. Bytes in, bytes out. */
final class SubjectCalls extends ClassVisitor {

    static final String HOLDER = "org/postrider/karaf/subject/CurrentSubject";
    private static final String SUBJECT = "javax/security/auth/Subject";
    private static final String GET = "getSubject";
    private static final String GET_TYPE = "(Ljava/security/AccessControlContext;)L" + SUBJECT + ";";
    private static final String HELPER = "/util/jaas/JaasHelper";
    private static final String DO_AS = "doAs";
    private boolean isHelper;
    private boolean changed;

    private SubjectCalls(ClassWriter writer) {
        super(Opcodes.ASM9, writer);
    }

    /** Empty if there is nothing to change. */
    static Optional<byte[]> replace(byte[] type) {
        if (!new String(type, ISO_8859_1).contains(SUBJECT)) {
            return Optional.empty(); // the constant pool would name it
        }
        ClassReader reader = new ClassReader(type);
        ClassWriter writer = new ClassWriter(reader, 0);
        SubjectCalls calls = new SubjectCalls(writer);
        reader.accept(calls, 0);
        return calls.changed ? Optional.of(writer.toByteArray()) : Optional.empty();
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
        isHelper = name.endsWith(HELPER);
        super.visit(version, access, name, signature, parent, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, type, signature, exceptions);
        if (isHelper && name.equals(DO_AS)) {
            delegate(method, type);
            return null; // the old body is not copied
        }
        return new GetSubject(method);
    }

    /** Both take a subject and an action, and return what the action does. */
    private void delegate(MethodVisitor method, String type) {
        changed = true;
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, HOLDER, DO_AS, type, false);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(2, 2);
        method.visitEnd();
    }

    /** The context on the stack is dropped: everywhere in Karaf it is that of the current thread. */
    private final class GetSubject extends MethodVisitor {

        private GetSubject(MethodVisitor method) {
            super(Opcodes.ASM9, method);
        }

        @Override
        public void visitMethodInsn(int code, String owner, String name, String type, boolean ofInterface) {
            if (owner.equals(SUBJECT) && name.equals(GET) && type.equals(GET_TYPE)) {
                changed = true;
                super.visitInsn(Opcodes.POP);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, HOLDER, "get", "()L" + SUBJECT + ";", false);
            } else {
                super.visitMethodInsn(code, owner, name, type, ofInterface);
            }
        }
    }
}
