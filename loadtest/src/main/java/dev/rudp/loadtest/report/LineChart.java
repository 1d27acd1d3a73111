package dev.rudp.loadtest.report;

import static dev.rudp.loadtest.report.Svg.at;
import static dev.rudp.loadtest.report.Svg.escape;

import dev.rudp.loadtest.measure.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A line chart as one SVG element: series over a common x axis, a limit, a shaded warm-up, and the
/// values of each x as a tooltip (SVG titles, no script). Colours are CSS classes, so that light
/// and dark pages share one drawing. A NaN is a gap in its line.
final class LineChart {
    static final int WIDTH = 640;
    static final int HEIGHT = 260;
    private static final int LEFT = 52;
    private static final int RIGHT = 12;
    private static final int TOP = 24;
    private static final int BOTTOM = 28;
    private static final int GRID_LINES = 5;

    /// A limit further than this above all values would flatten them: it is told in the legend
    /// only.
    private static final double LIMIT_REACH = 3;

    /// Tooltips for more points than this would be thinner than a mouse can hit.
    private static final int TOOLTIP_LIMIT = 900;

    /// A labelled place on the x axis.
    record Mark(double x, String label) {}

    private static final class Line {
        final String name;
        final double[] y;

        Line(String name, double[] y) {
            this.name = name;
            this.y = y;
        }
    }

    private final String title;
    private final String unit;
    private final double[] x;
    private final List<Mark> marks;
    private final List<Line> lines = new ArrayList<>();
    private double limit = Double.NaN;
    private String limitName = "";
    private double shadeUntil = Double.NaN;
    private List<String> pointNames = List.of();

    /// @param x ascending, at least one
    LineChart(String title, String unit, double[] x, List<Mark> marks) {
        this.title = title;
        this.unit = unit;
        this.x = x;
        this.marks = List.copyOf(marks);
    }

    /// Adds a line; `y` has one value per x.
    LineChart line(String name, double[] y) {
        assert y.length == x.length;
        lines.add(new Line(name, y));
        return this;
    }

    LineChart limit(String name, double value) {
        limitName = name;
        limit = value;
        return this;
    }

    /// Shades everything left of `until`.
    LineChart shade(double until) {
        shadeUntil = until;
        return this;
    }

    /// Names each x in the tooltips.
    LineChart pointNames(List<String> names) {
        pointNames = List.copyOf(names);
        return this;
    }

    /// {@return the chart with its title and legend as an HTML figure}
    String html() {
        StringBuilder html = new StringBuilder(8192);
        html.append("<figure class=\"chart\"><figcaption><b>").append(escape(title)).append("</b>");
        for (int i = 0; i < lines.size(); i++) {
            html.append("<span class=\"key s")
                    .append(i)
                    .append("\"><i></i>")
                    .append(escape(lines.get(i).name))
                    .append("</span>");
        }
        if (!Double.isNaN(limit)) {
            html.append("<span class=\"key limit\"><i></i>")
                    .append(escape(limitName + " " + withUnit(limit)))
                    .append("</span>");
        }
        html.append("</figcaption>");
        svg(html);
        return html.append("</figure>\n").toString();
    }

    private void svg(StringBuilder svg) {
        double top = yMax();
        svg.append("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT);
        svg.append("\" role=\"img\" aria-label=\"").append(escape(title)).append("\">");
        if (shadeUntil > x[0]) {
            rect(svg, "shade", xAt(x[0]), xAt(shadeUntil) - xAt(x[0]), null);
        }
        grid(svg, top);
        if (!Double.isNaN(limit) && limit <= top) {
            horizontal(svg, "limit", yAt(limit, top));
        }
        for (int i = 0; i < lines.size(); i++) {
            path(svg, lines.get(i).y, i, top);
        }
        if (x.length <= TOOLTIP_LIMIT) {
            tooltips(svg);
        }
        svg.append("</svg>");
    }

    private void grid(StringBuilder svg, double top) {
        double step = Svg.step(top, GRID_LINES);
        for (int i = 0; i * step <= top * 1.0001; i++) {
            double y = yAt(i * step, top);
            horizontal(svg, "grid", y);
            text(svg, "end", LEFT - 6, y + 4, Svg.label(i * step));
        }
        text(svg, "end", LEFT - 6, TOP - 11, unit);
        for (Mark mark : marks) {
            double left = xAt(mark.x());
            // A label at the very end must not stick out of the picture.
            boolean atEnd = left > WIDTH - RIGHT - 20;
            text(svg, atEnd ? "end" : "middle", left, HEIGHT - 8, mark.label());
        }
    }

    private void path(StringBuilder svg, double[] y, int series, double top) {
        svg.append("<path class=\"line s").append(series).append("\" d=\"");
        boolean drawing = false;
        for (int i = 0; i < y.length; i++) {
            if (Double.isNaN(y[i])) {
                drawing = false;
                continue;
            }
            svg.append(drawing ? 'L' : 'M').append(at(xAt(x[i])));
            svg.append(' ').append(at(yAt(y[i], top)));
            drawing = true;
        }
        svg.append("\"/>");
    }

    private void tooltips(StringBuilder svg) {
        for (int i = 0; i < x.length; i++) {
            double from = i == 0 ? xAt(x[0]) : (xAt(x[i - 1]) + xAt(x[i])) / 2;
            double to = i == x.length - 1 ? xAt(x[i]) : (xAt(x[i]) + xAt(x[i + 1])) / 2;
            StringBuilder tip = new StringBuilder(i < pointNames.size() ? pointNames.get(i) : "");
            for (Line line : lines) {
                tip.append('\n').append(line.name).append(": ").append(withUnit(line.y[i]));
            }
            rect(svg, "tip", from, Math.max(1, to - from), tip.toString().strip());
        }
    }

    private void rect(
            StringBuilder svg, String style, double left, double width, @Nullable String tip) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"",
                        style,
                        left,
                        TOP,
                        width,
                        HEIGHT - TOP - BOTTOM));
        if (tip == null) {
            svg.append("/>");
        } else {
            svg.append("><title>").append(escape(tip)).append("</title></rect>");
        }
    }

    private static void horizontal(StringBuilder svg, String style, double y) {
        svg.append("<line class=\"").append(style).append("\" x1=\"").append(LEFT);
        svg.append("\" x2=\"").append(WIDTH - RIGHT);
        svg.append("\" y1=\"").append(at(y)).append("\" y2=\"").append(at(y)).append("\"/>");
    }

    private static void text(
            StringBuilder svg, String anchor, double left, double base, String text) {
        svg.append("<text text-anchor=\"").append(anchor).append("\" x=\"").append(at(left));
        svg.append("\" y=\"").append(at(base)).append("\">").append(escape(text)).append("</text>");
    }

    private String withUnit(double value) {
        return unit.isEmpty() ? Numbers.plain(value) : Numbers.plain(value) + " " + unit;
    }

    /// {@return the top of the y axis: all values, and the limit where it is near}
    private double yMax() {
        double max = 0;
        for (Line line : lines) {
            for (double value : line.y) {
                max = value > max ? value : max;
            }
        }
        if (limit > max && limit <= max * LIMIT_REACH) {
            max = limit;
        }
        if (max == 0) {
            return 1;
        }
        double step = Svg.step(max * 1.02, GRID_LINES);
        return Math.ceil(max * 1.02 / step) * step;
    }

    private double xAt(double value) {
        double span = Math.max(1e-9, x[x.length - 1] - x[0]);
        return LEFT + (value - x[0]) / span * (WIDTH - LEFT - RIGHT);
    }

    private static double yAt(double value, double top) {
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
    }
}
