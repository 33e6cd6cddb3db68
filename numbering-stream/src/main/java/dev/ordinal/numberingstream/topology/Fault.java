package dev.ordinal.numberingstream.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.ProcessorStateException;

/**
 * What was thrown, in words fit for logs and headers: exceptions' messages may quote what a command
 * says, so class and place stand for them.
 *
 * @param exception the class
 * @param place the top frame of ours; where it came from if none is
 * @param reason what went wrong, where that can be told without quoting
 */
public record Fault(String exception, String place, String reason) {

  private static final String OURS = "dev.ordinal.";
  private static final int FRAMES_TOLD = 8;

  static Fault of(Throwable thrown) {
    List<String> places = places(thrown);
    return new Fault(
        thrown.getClass().getName(),
        places.isEmpty() ? "unknown" : places.get(0),
        thrown instanceof RecordSizes.TooLargeException
            ? String.valueOf(thrown.getMessage())
            : "its decision failed");
  }

  /**
   * Whether only the work in hand is at fault, so that other work can go on. Not so where the heap
   * is used up, and where Kafka or the state stores failed, whose exceptions must reach the stream.
   */
  static boolean isOfTheWorkAlone(Throwable thrown) {
    return thrown instanceof StackOverflowError
        || thrown instanceof SerializationException
        || !(thrown instanceof VirtualMachineError || thrown instanceof KafkaException);
  }

  /** Whether the state stores are at fault, or the way in which we change them. */
  static boolean isOfTheState(Throwable thrown) {
    return thrown instanceof ProcessorStateException || !(thrown instanceof KafkaException);
  }

  /**
   * The classes of {@code thrown} and its causes and where each came from, in one line, with what
   * the brokers said.
   */
  public static String trace(Throwable thrown) {
    StringBuilder trace = new StringBuilder();
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < FRAMES_TOLD; depth++) {
      trace.append(depth == 0 ? "" : "; caused by ").append(cause.getClass().getName());
      if (cause instanceof ApiException) {
        trace.append(" (").append(cause.getMessage()).append(')');
      }
      places(cause).stream()
          .limit(FRAMES_TOLD)
          .forEach(place -> trace.append(" at ").append(place));
      cause = cause.getCause();
    }
    return trace.toString();
  }

  private static List<String> places(Throwable thrown) {
    List<StackTraceElement> all = Arrays.asList(thrown.getStackTrace());
    List<String> ours = new ArrayList<>();
    for (StackTraceElement frame : all) {
      if (frame.getClassName().startsWith(OURS)) {
        ours.add(frame.toString());
      }
    }
    return ours.isEmpty() ? all.stream().limit(1).map(StackTraceElement::toString).toList() : ours;
  }
}
