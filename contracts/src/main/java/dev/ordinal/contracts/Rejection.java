package dev.ordinal.contracts;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why a command was not accepted: a decision like any other, recorded and repeated as such, never
 * an exception.
 *
 * @param code see {@link ProblemType#code()}; what it is in HTTP is for {@link ProblemType} to say
 * @param detail what is wrong in this case, naming the thing in the way
 * @param members further members of the problem, such as {@code existing}: what Jackson can write;
 *     read back, objects are maps; may be empty
 */
public record Rejection(String code, String detail, Map<String, Object> members) {

  public Rejection {
    // Sorted: an answer is the same byte for byte whenever it is written.
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** A rejection for this reason. */
  public static Rejection of(RejectionCode code, String detail, Map<String, ?> members) {
    return new Rejection(code.type().code(), detail, Map.<String, Object>copyOf(members));
  }

  /** A rejection without further members. */
  public static Rejection of(RejectionCode code, String detail) {
    return of(code, detail, Map.of());
  }
}
