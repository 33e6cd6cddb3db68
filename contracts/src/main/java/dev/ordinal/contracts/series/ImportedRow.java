package dev.ordinal.contracts.series;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A number that was given before Ordinal gave numbers, with what is known of the thing that has it.
 * An array as JSON, since there are many in one command.
 *
 * @param line the line of the file on which it begins, from 1
 * @param number as it was printed
 * @param email personal, never logged
 * @param phone personal, never logged
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"line", "number", "name", "email", "phone", "company"})
public record ImportedRow(
    int line,
    String number,
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String company) {

  public ImportedRow {
    Objects.requireNonNull(number, "number");
  }
}
