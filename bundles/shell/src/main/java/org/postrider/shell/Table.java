package org.postrider.shell;

import java.io.PrintStream;

import org.apache.karaf.shell.support.table.Row;
import org.apache.karaf.shell.support.table.ShellTable;

/** A table whose cells cannot act on the terminal. */
final class Table {

    private final ShellTable table = new ShellTable();

    /** @param columns headings; a heading that starts with {@code >} makes a column of numbers, set to the right */
    Table(String... columns) {
        for (String column : columns) {
            if (column.startsWith(">")) {
                table.column(column.substring(1)).alignRight();
            } else {
                table.column(column);
            }
        }
    }

    Table whenEmpty(String text) {
        table.emptyTableText(text);
        return this;
    }

    void row(Object... cells) {
        Row row = table.addRow();
        for (Object cell : cells) {
            row.addContent(Printable.text(String.valueOf(cell)));
        }
    }

    void print(PrintStream out) {
        table.print(out);
    }
}
