package dev.ordinal.contracts.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Numbered;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to documents. Every record carries the number, so consumers need not join. */
public sealed interface DocumentEvent extends Numbered {

  /**
   * A document got its number.
   *
   * @param totalAmount in the currency's minor unit
   * @param issuedAt business time: when the caller says it was issued, else {@code recordedAt}
   * @param recordedAt when the API accepted the command
   */
  @JsonTypeName("documents.issued.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DocumentIssued(
      String number,
      String series,
      String period,
      long sequence,
      String title,
      @Nullable String project,
      String currency,
      long totalAmount,
      Instant issuedAt,
      Instant recordedAt,
      UUID commandId)
      implements DocumentEvent, NumberIssued {

    @Override
    public Fact fact(List<Event> following) {
      return new NumberGiven(number, period, sequence, issuedAt, recordedAt, commandId);
    }

    @Override
    public Instant time() {
      return issuedAt;
    }
  }

  /**
   * A number was taken and is held for a draft.
   *
   * @param holder who alone may confirm or void it; null for anybody
   * @param reservedAt business time, which chose the period
   * @param expiresAt when it becomes void unless it was confirmed or voided before
   * @param recordedAt when the API accepted the command
   */
  @JsonTypeName("documents.reserved.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record NumberReserved(
      String number,
      String series,
      String period,
      long sequence,
      @Nullable String holder,
      Instant reservedAt,
      Instant expiresAt,
      Instant recordedAt,
      UUID commandId)
      implements DocumentEvent, NumberIssued {

    @Override
    public Instant time() {
      return reservedAt;
    }
  }

  /**
   * A reserved number became a document's.
   *
   * @param totalAmount in the currency's minor unit
   * @param confirmedAt when the API accepted the command; the document counts as issued then
   */
  @JsonTypeName("documents.confirmed.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ReservationConfirmed(
      String number,
      String series,
      String period,
      long sequence,
      String title,
      @Nullable String project,
      String currency,
      long totalAmount,
      Instant reservedAt,
      Instant confirmedAt,
      UUID commandId)
      implements DocumentEvent {

    @Override
    public Fact fact(List<Event> following) {
      return new DocumentConfirmed(period, sequence, reservedAt, confirmedAt, commandId);
    }

    @Override
    public Instant time() {
      return confirmedAt;
    }
  }

  /**
   * A document or a reservation is void; its number stays taken.
   *
   * @param currency null for a reservation
   * @param totalAmount in the currency's minor unit; null for a reservation
   * @param reason why, as the caller says, or {@link #EXPIRED}
   * @param byExpiry whether it was a reservation that nobody confirmed in time
   * @param voidedAt when the API accepted the command, or when the reservation expired
   */
  @JsonTypeName("documents.voided.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DocumentVoided(
      String number,
      String series,
      String period,
      long sequence,
      @Nullable String currency,
      @Nullable Long totalAmount,
      String reason,
      boolean byExpiry,
      Instant voidedAt,
      UUID commandId)
      implements DocumentEvent {

    /** The reason of a void by expiry. */
    public static final String EXPIRED = "reservation expired";

    @Override
    public Instant time() {
      return voidedAt;
    }
  }
}
