package dev.ordinal.benchmarks.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ordinal.benchmarks.load.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results for programs: every round, times in milliseconds. */
public final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  /** The whole document. */
  public static String of(Results results, List<Target> targets, String made) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("made", made);
    document.put(
        "figures",
        results.summaries().stream()
            .flatMap(summary -> summary.figures().stream())
            .map(Json::figure)
            .toList());
    document.put("worth", results.worths());
    document.put("facts", results.facts());
    document.put("targets", targets);
    try {
      return MAPPER.writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> figure(Figure figure) {
    Measurement measurement = figure.measurement();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("subject", figure.subject());
    json.put("load", figure.load());
    json.put("round", figure.round());
    json.put("seconds", measurement.seconds());
    json.put("answers", measurement.answers());
    json.put("throughput", measurement.throughput());
    json.put("p50", measurement.millis(50));
    json.put("p95", measurement.millis(95));
    json.put("p99", measurement.millis(99));
    json.put("max", measurement.maxMillis());
    json.put("errors", measurement.errors());
    json.put("told", figure.told());
    json.put("serverCpu", figure.cpu().server().toNanos() / 1e6);
    json.put("databaseCpu", figure.cpu().database().toNanos() / 1e6);
    figure.residentKib().ifPresent(kib -> json.put("residentKib", kib));
    return json;
  }
}
