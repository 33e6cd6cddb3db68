package dev.ordinal.orderapi.http;

import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every problem that callers can meet. */
public final class ProblemTypes {

  /** All of them by code. */
  public static final List<ProblemType> ALL =
      Stream.concat(Families.REJECTIONS.stream(), Arrays.stream(ApiProblem.values()))
          .map(RejectionCode::type)
          .sorted(Comparator.comparing(ProblemType::code))
          .toList();

  private ProblemTypes() {}
}
