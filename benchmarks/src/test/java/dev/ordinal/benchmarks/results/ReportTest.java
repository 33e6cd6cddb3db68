package dev.ordinal.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ordinal.benchmarks.load.Measurement;
import dev.ordinal.benchmarks.subjects.Cpu;
import dev.ordinal.benchmarks.subjects.Worth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportTest {

  @TempDir private Path folder;
  private final Results results = new Results();

  @BeforeEach
  void measure() {
    for (int callers : List.of(1, 16, 200)) {
      add("ordinal", callers, 100 * callers);
      add("a peer of <tables> & rows", callers, 50);
    }
    results.worth("ordinal", new Worth(21_700, 0, 0, 0, 0, 0));
    results.fact("idle", "3 % of a core");
  }

  @Test
  void theReportHasAllTablesAndChartsThatAreXml() throws Exception {
    Report.write(folder.resolve("docs"), results, Target.of(results), "2 processors");

    String text = Files.readString(folder.resolve("docs/benchmarks.md"));
    assertThat(text)
        .contains("2 processors", "## Targets", "| a peer of <tables> & rows | 200 callers")
        .contains("- idle: 3 % of a core");
    for (String chart : List.of("benchmarks-throughput.svg", "benchmarks-p99.svg")) {
      assertThat(text).contains("(" + chart + ")");
      Document svg =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(folder.resolve("docs").resolve(chart).toFile());
      assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
      assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(6);
    }
  }

  @Test
  void theJsonHasEachRoundAndEachTarget() throws Exception {
    JsonNode json = new ObjectMapper().readTree(Json.of(results, Target.of(results), "here"));

    assertThat(json.path("figures")).hasSize(6);
    assertThat(json.at("/figures/0/load/kind").asText()).isEqualTo("CLOSED");
    assertThat(json.at("/figures/0/throughput").asDouble()).isEqualTo(100);
    assertThat(json.at("/worth/ordinal/holes").asInt(-1)).isZero();
    assertThat(json.path("targets")).hasSize(9);
  }

  private void add(String subject, int callers, int answers) {
    Measurement measurement = Measurement.empty(1);
    measurement.latency().recordValueWithCount(1_500, answers);
    results.add(
        new Figure(
            subject,
            Load.closed(callers),
            0,
            measurement,
            answers,
            new Cpu(Duration.ofMillis(1), Duration.ofMillis(1)),
            OptionalLong.of(2048)));
  }
}
