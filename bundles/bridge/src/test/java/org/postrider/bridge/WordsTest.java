package org.postrider.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;

class WordsTest {

    private static final Set<Phase> PHASES = EnumSet.of(Phase.GUARD, Phase.DECIDE);

    @Test
    void wordsStandBetweenCommas() {
        assertThat(Words.of(" mx, ,submission ,")).containsExactly("mx", "submission");
        assertThat(Words.someOf("stages", EnumSet.allOf(Stage.class), "Message, connect,message"))
                .containsExactly(Stage.CONNECT, Stage.MESSAGE);
        assertThat(Words.oneOf("phase", PHASES, " Guard ")).isEqualTo(Phase.GUARD);
    }

    @Test
    void whatIsNotAllowedIsRefusedInWords() {
        assertThatThrownBy(() -> Words.oneOf("phase", PHASES, "rewrite")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("phase has \"rewrite\"; allowed are guard, decide");
        assertThatThrownBy(() -> Words.someOf("phase", PHASES, " ,")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("phase is empty; allowed are guard, decide");
    }

    @Test
    void aFilterIsCalledAsItsFile() {
        BridgeFile file = new BridgeFile(Map.of("service.pid", "org.postrider.filter.milter~rspamd",
                "felix.fileinstall.filename", "file:/x/etc/org.postrider.filter.milter-rspamd.cfg"));
        assertThat(file.source()).isEqualTo("org.postrider.filter.milter-rspamd.cfg");
        assertThat(file.name("", "milter-")).isEqualTo("milter-rspamd");
        assertThat(file.name(" mine ", "milter-")).isEqualTo("mine");
        assertThat(new BridgeFile(Map.of("service.pid", "org.postrider.x~y")).source()).isEqualTo("org.postrider.x~y");
    }
}
