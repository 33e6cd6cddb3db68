package dev.ordinal.projections.projector;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * How an instance folds.
 *
 * @param instanceId another one for each instance that runs at the same time. One that was killed
 *     has its partitions back at once when it starts again under its old name.
 * @param batchRecords records folded in one transaction at most, 1 to 10,000. More fold a backlog
 *     faster; fewer show a burst's first orders earlier.
 */
public record ProjectorSettings(
    @JsonProperty @NotBlank String instanceId,
    @JsonProperty @Min(1) @Max(10_000) int batchRecords) {}
