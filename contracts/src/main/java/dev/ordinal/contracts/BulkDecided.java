package dev.ordinal.contracts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.UUID;

/**
 * A bulk was decided.
 *
 * @param outcomes of its commands, in their order; each has the bulk's id
 */
@JsonTypeName("facts.bulk-decided.v1")
public record BulkDecided(List<Outcome> outcomes, UUID commandId) implements Fact {

  public BulkDecided {
    outcomes = List.copyOf(outcomes);
  }
}
