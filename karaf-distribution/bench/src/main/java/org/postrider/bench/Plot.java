package org.postrider.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** A picture of a run as SVG: messages in each second, and how long answers took, by percentile. */
final class Plot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 180;
    private static final int MARGIN = 60;
    private static final double[] PERCENTILES = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99, 99.9, 99.99};

    private Plot() {
    }

    /** @param rates messages in each second, in order */
    static String svg(List<Long> rates, Histogram answers) {
        List<Double> perSecond = rates.stream().map(Long::doubleValue).toList();
        List<Double> times = IntStream.range(0, PERCENTILES.length)
                .mapToObj(i -> answers.getValueAtPercentile(PERCENTILES[i]) / 1e6).toList();
        int height = 2 * (HEIGHT + MARGIN) + MARGIN;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + (WIDTH + 2 * MARGIN) + ' ' + height
                + "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + panel(MARGIN / 2, "messages a second", perSecond, "0 s", perSecond.size() + " s")
                + panel(HEIGHT + 2 * MARGIN, "ms from the end of a message to its answer, by percentile", times, "fastest",
                        "p99.99")
                + "</svg>\n";
    }

    private static String panel(int top, String title, List<Double> values, String first, String last) {
        double most = values.stream().mapToDouble(v -> v).max().orElse(0);
        int bottom = top + HEIGHT;
        return text(MARGIN, top - 6, "start", title)
                + "<path d=\"M" + MARGIN + ' ' + top + 'V' + bottom + 'H' + (MARGIN + WIDTH)
                + "\" fill=\"none\" stroke=\"gray\"/>\n"
                + text(MARGIN - 6, top + 10, "end", String.format(Locale.ROOT, "%.1f", most)) + text(MARGIN - 6, bottom, "end", "0")
                + text(MARGIN, bottom + 16, "start", first) + text(MARGIN + WIDTH, bottom + 16, "end", last)
                + "<polyline fill=\"none\" stroke=\"steelblue\" stroke-width=\"2\" points=\"" + points(values, most, bottom)
                + "\"/>\n";
    }

    private static String points(List<Double> values, double most, int bottom) {
        double step = values.size() > 1 ? WIDTH / (values.size() - 1.0) : 0;
        double scale = most > 0 ? HEIGHT / most : 0;
        return IntStream.range(0, values.size())
                .mapToObj(i -> String.format(Locale.ROOT, "%.1f,%.1f", MARGIN + i * step, bottom - values.get(i) * scale))
                .collect(Collectors.joining(" "));
    }

    private static String text(int x, int y, String anchor, String words) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">" + words + "</text>\n";
    }
}
