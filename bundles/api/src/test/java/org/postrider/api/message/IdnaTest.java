package org.postrider.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import com.ibm.icu.text.IDNA;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Domains in other scripts, held against ICU. */
class IdnaTest {

    private static final IDNA ICU = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);
    private static final int[][] BLOCKS = {{'a', 'z'}, {'A', 'Z'}, {'0', '9'}, {0xc0, 0x17f}, {0x370, 0x3ff}, {0x400, 0x4ff},
            {0x5d0, 0x5ea}, {0x620, 0x6ff}, {0x900, 0x97f}, {0x4e00, 0x4e20}, {0x1f600, 0x1f610}, {0x200c, 0x200d},
            {0x300, 0x310}, {0x660, 0x669}, {0x10a0, 0x10ff}, {'-', '-'}, {0x94d, 0x94d}, {0x1100, 0x1200}, {0xff00, 0xff5e},
            {0x80, 0xffff}};

    @ParameterizedTest
    @CsvSource({
        "b\u00fccher.example, xn--bcher-kva.example", "BU\u0308CHER.Example, xn--bcher-kva.example",
        "XN--BCHER-KVA.example, xn--bcher-kva.example", "fa\u00df.example, xn--fa-hia.example",
        "fa\u1e9e.example, xn--fa-hia.example", "\u03c3\u03c2.gr, xn--3xab.gr", "\uff41\u3002example, a.example",
        "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.com, xn--mgba3gch31f060k.com", "\u2168.example, ix.example",
        "\u4e2d\u6587.example, xn--fiq228c.example", "\ud83d\ude00.example, xn--e28h.example"})
    void whatIsTheSameIsTheSame(String written, String canonical) {
        assertThat(new Domain(written).name()).isEqualTo(canonical);
        assertThat(new Domain(canonical)).isEqualTo(new Domain(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xn--a.example", "xn--.example", "xn--fa-.example", "xn--bcher-kv.example", "\u0301a.example",
        "a\u200cb.example", "a\u05d0.example", "\u05d01a.example", "\u00fc-.example", "-\u00fc.example", "a\u2488b.example",
        "ab--\u00fc.example", "\u202ea.example", "a\u2028.example", "\ue000.example", "\ud800.example", "\u3002", "\u00ad",
        "xn--99999999.example", "xn--ls8h=.example", "a\u037eb.example"})
    void whatIsNoNameIsRefused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Domain(written));
    }

    @Test
    void labelsAndNamesHaveTheirLengthAsALabels() {
        assertThat(new Domain("\u00fc".repeat(50)).name()).hasSizeLessThanOrEqualTo(63);
        assertThatIllegalArgumentException().isThrownBy(() -> new Domain("\u00fc".repeat(64)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Domain("\u4e2d\u6587\u5b57".repeat(20)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Domain("\u00fc.".repeat(40) + "x"));
    }

    /** Each character that this Java knows, between two letters. */
    @Test
    void everyCharacterIsWhatItIsToIcu() {
        List<String> wrong = new ArrayList<>();
        for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
            int type = Character.getType(c);
            if (type != Character.UNASSIGNED && type != Character.SURROGATE) {
                Optional<String> ours = mapped(c);
                if (!ours.equals(icuMapped(c))) {
                    wrong.add(String.format("U+%04X %s, not %s", c, ours, icuMapped(c)));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Optional<String> mapped(int c) {
        try {
            String text = Normalizer.normalize("a" + CaseFolding.map(c) + "b", Normalizer.Form.NFC);
            boolean allowed = text.chars().allMatch(x -> x >= 0x80 || x >= 'a' && x <= 'z' || x >= '0' && x <= '9' || x == '-'
                    || x == '.');
            return allowed ? Optional.of(text) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> icuMapped(int c) {
        IDNA.Info info = new IDNA.Info();
        StringBuilder out = new StringBuilder();
        ICU.nameToUnicode("a" + Character.toString(c) + "b", out, info);
        Set<IDNA.Error> errors = EnumSet.noneOf(IDNA.Error.class);
        errors.addAll(info.getErrors());
        errors.removeAll(Set.of(IDNA.Error.BIDI, IDNA.Error.CONTEXTJ)); // of labels, not of characters
        return errors.isEmpty() ? Optional.of(out.toString()) : Optional.empty();
    }

    /** What both take is the same, and we take nothing that ICU refuses. */
    @Test
    void everyNameIsWhatItIsToIcu() {
        Random random = new Random(46);
        int same = 0;
        for (int i = 0; i < 50_000; i++) {
            String name = random.nextInt(10) == 0 ? aLabel(random) : name(random);
            IDNA.Info info = new IDNA.Info();
            StringBuilder icu = new StringBuilder();
            ICU.nameToASCII(name, icu, info);
            Optional<String> ours = name(name);
            if (ours.isPresent() && !Idna.isPlain(name)) {
                assertThat(info.getErrors()).as(icu + " " + name).isSubsetOf(Set.of(IDNA.Error.HYPHEN_3_4)); // r3---a.example exists
                assertThat(ours.get()).as(name).isEqualTo(icu.toString());
                same++;
            }
        }
        assertThat(same).isGreaterThan(10_000);
    }

    private static Optional<String> name(String text) {
        try {
            Domain domain = new Domain(text);
            assertThat(new Domain(domain.name())).isEqualTo(domain);
            return Optional.of(domain.name());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String aLabel(Random random) {
        String digits = Integer.toString(random.nextInt(1 << 30), 36);
        return "xn--" + (random.nextBoolean() ? digits : digits + "-" + Integer.toString(random.nextInt(1 << 30), 36)) + ".b";
    }

    private static String name(Random random) {
        StringBuilder out = new StringBuilder();
        for (int labels = random.nextInt(3); labels >= 0; labels--) {
            int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
            for (int length = random.nextInt(6); length >= 0; length--) {
                block = random.nextInt(5) == 0 ? BLOCKS[random.nextInt(BLOCKS.length)] : block;
                int c = block[0] + random.nextInt(block[1] - block[0] + 1);
                out.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 'x' : c);
            }
            out.append(labels == 0 ? "" : random.nextInt(30) == 0 ? "\u3002" : ".");
        }
        return out.toString();
    }
}
