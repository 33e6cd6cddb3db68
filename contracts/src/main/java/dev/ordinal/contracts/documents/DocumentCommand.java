package dev.ordinal.contracts.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.BusinessTimes;
import dev.ordinal.contracts.Command;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be asked of documents. */
public sealed interface DocumentCommand extends Command {

  /** The series whose writer decides. */
  String series();

  @Override
  default String owner() {
    return series();
  }

  /**
   * Asks for a document and its number in one step.
   *
   * @param occurredAt business time where an importer gives it, see {@link BusinessTimes}; null
   *     means the acceptance time
   */
  @JsonTypeName("documents.issue.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record IssueDocument(String series, DocumentContent content, @Nullable Instant occurredAt)
      implements DocumentCommand {

    public IssueDocument {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(content, "content");
      BusinessTimes.check(occurredAt);
    }
  }

  /**
   * Asks for a number to be held for a draft.
   *
   * @param ttlSeconds how long from acceptance on, {@link #MIN_TTL_SECONDS} to {@link
   *     #MAX_TTL_SECONDS}
   * @param holder who alone may confirm or void the reservation; null lets anybody do so
   * @param occurredAt business time, which chooses the period; null means the acceptance time
   */
  @JsonTypeName("documents.reserve.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ReserveNumber(
      String series, long ttlSeconds, @Nullable String holder, @Nullable Instant occurredAt)
      implements DocumentCommand {

    /** The shortest time to live, in seconds. */
    public static final long MIN_TTL_SECONDS = 1;

    /** The longest one, in seconds: a week. */
    public static final long MAX_TTL_SECONDS = 604_800;

    public ReserveNumber {
      Objects.requireNonNull(series, "series");
      if (ttlSeconds < MIN_TTL_SECONDS || ttlSeconds > MAX_TTL_SECONDS) {
        throw new IllegalArgumentException("ttlSeconds must be 1 to 604800");
      }
      BusinessTimes.check(occurredAt);
    }
  }

  /**
   * Asks to make a document of a reserved number.
   *
   * @param holder who asks; must be the reservation's holder if it has one
   */
  @JsonTypeName("documents.confirm.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ConfirmReservation(
      String series, String number, DocumentContent content, @Nullable String holder)
      implements DocumentCommand {

    public ConfirmReservation {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(number, "number");
      Objects.requireNonNull(content, "content");
    }
  }

  /**
   * Asks to void a document or a reservation. Its number stays taken.
   *
   * @param reason why, for those who read the books later
   * @param holder who asks; must be the reservation's holder if it has one and is not confirmed
   */
  @JsonTypeName("documents.void.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VoidDocument(String series, String number, String reason, @Nullable String holder)
      implements DocumentCommand {

    public VoidDocument {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(number, "number");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
