package dev.ordinal.projections.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * How the service audits the log while it runs.
 *
 * @param enabled whether it does; with several instances one is enough, each reads all of the log
 * @param recordsPerSecond how many records it reads at most, 100 to 1,000,000. The default of
 *     20,000 leaves most of a core to the projector while a long log is read at the start
 * @param intervalSeconds between two looks for what is new, 1 to 3,600 s, 5 by default
 * @param postgresIntervalSeconds between two comparisons with Postgres, 0 for none, at most 604,800
 *     s (a week), 900 by default: each reads every row
 * @param numberingGroup the consumer group of numbering-stream, its {@code applicationId}
 */
public record AuditSettings(
    @JsonProperty boolean enabled,
    @JsonProperty @Min(100) @Max(1_000_000) int recordsPerSecond,
    @JsonProperty @Min(1) @Max(3_600) int intervalSeconds,
    @JsonProperty @Min(0) @Max(604_800) int postgresIntervalSeconds,
    @JsonProperty @NotBlank String numberingGroup) {}
