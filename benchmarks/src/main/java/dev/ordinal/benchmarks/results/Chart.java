package dev.ordinal.benchmarks.results;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A chart of lines as SVG, over loads at equal distances; both axes are logarithmic. */
final class Chart {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int TOP = 40;
  private static final int PLOT_WIDTH = 480;
  private static final int PLOT_HEIGHT = 320;

  /** Told apart by most who see colours otherwise (Okabe and Ito). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

  private final StringBuilder svg = new StringBuilder();
  private final List<Integer> levels;
  private final int lowest;
  private final int highest;

  private Chart(List<Integer> levels, Map<String, Map<Integer, Double>> lines) {
    this.levels = levels;
    double least = Double.MAX_VALUE;
    double most = 1;
    for (Map<Integer, Double> line : lines.values()) {
      for (double value : line.values()) {
        least = Math.min(least, Math.max(value, 0.01));
        most = Math.max(most, value);
      }
    }
    lowest = (int) Math.floor(Math.log10(Math.min(least, most)));
    highest = Math.max(lowest + 1, (int) Math.ceil(Math.log10(most)));
  }

  /**
   * Draws.
   *
   * @param title what the values are, with their unit
   * @param levels the loads, in order, at least one
   * @param lines a value above 0 by level for each name, where there is one
   */
  static String svg(String title, List<Integer> levels, Map<String, Map<Integer, Double>> lines) {
    return new Chart(levels, lines).draw(title, lines);
  }

  private String draw(String title, Map<String, Map<Integer, Double>> lines) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"13\">%n",
        WIDTH, HEIGHT);
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT);
    text(LEFT, 22, "start", "#000000", title);
    for (int power = lowest; power <= highest; power++) {
      double y = y(Math.pow(10, power));
      add("<path d=\"M%d %.1fH%d\" stroke=\"#dddddd\"/>%n", LEFT, y, LEFT + PLOT_WIDTH);
      text(LEFT - 8, y + 4, "end", "#333333", number(Math.pow(10, power)));
    }
    for (int i = 0; i < levels.size(); i++) {
      text(x(i), TOP + PLOT_HEIGHT + 20, "middle", "#333333", number(levels.get(i)));
    }
    text(LEFT + PLOT_WIDTH / 2.0, HEIGHT - 12, "middle", "#333333", "callers");
    int index = 0;
    for (Map.Entry<String, Map<Integer, Double>> line : lines.entrySet()) {
      line(index++, line.getKey(), line.getValue());
    }
    return svg.append("</svg>\n").toString();
  }

  private void line(int index, String name, Map<Integer, Double> values) {
    String colour = COLOURS.get(index % COLOURS.size());
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < levels.size(); i++) {
      Double value = values.get(levels.get(i));
      if (value != null && value > 0) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(i), y(value)));
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x(i), y(value), colour);
      }
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
        points.toString().strip(), colour);
    text(LEFT + PLOT_WIDTH + 16, TOP + 14 + index * 20.0, "start", colour, name);
  }

  private double x(int level) {
    int steps = Math.max(1, levels.size() - 1);
    return LEFT + 20 + (PLOT_WIDTH - 40.0) * level / steps;
  }

  private double y(double value) {
    double share = (Math.log10(Math.max(value, 0.01)) - lowest) / (highest - lowest);
    return TOP + PLOT_HEIGHT * (1 - share);
  }

  private static String number(double value) {
    return value >= 1
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }

  private void text(double x, double y, String anchor, String colour, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
        x, y, anchor, colour, text.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
