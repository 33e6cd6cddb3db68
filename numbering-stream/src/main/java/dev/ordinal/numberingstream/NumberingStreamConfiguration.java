package dev.ordinal.numberingstream;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordinal.contracts.series.SeriesDefinition;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** The settings of numbering-stream, see {@code numbering-stream.yml}. */
public final class NumberingStreamConfiguration extends Configuration {

  @Valid @NotNull @JsonProperty private StreamSettings stream = new StreamSettings();

  @NotEmpty @JsonProperty private List<SeriesDefinition> series = SeriesDefinition.defaults();

  /** How the stream runs. */
  public StreamSettings stream() {
    return stream;
  }

  /** The series that are defined at the first start. */
  public List<SeriesDefinition> series() {
    return series;
  }
}
