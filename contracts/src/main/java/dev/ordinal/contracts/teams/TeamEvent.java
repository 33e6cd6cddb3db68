package dev.ordinal.contracts.teams;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.NumberIssued;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to teams. */
public sealed interface TeamEvent extends Event {

  /**
   * A team got its number.
   *
   * @param registeredAt when the API accepted the command
   */
  @JsonTypeName("teams.registered.v1")
  record TeamRegistered(
      String number,
      String series,
      String period,
      long sequence,
      String name,
      Captain captain,
      List<Player> players,
      List<Upload> uploads,
      Instant registeredAt,
      UUID commandId)
      implements TeamEvent, NumberIssued {

    public TeamRegistered {
      players = List.copyOf(players);
      uploads = List.copyOf(uploads);
    }

    @Override
    public Fact fact(List<Event> following) {
      return new NumberGiven(number, period, sequence, registeredAt, registeredAt, commandId);
    }

    @Override
    public Instant time() {
      return registeredAt;
    }
  }

  /**
   * A team was refused, so its uploads belong to nobody and can be deleted. The subject is the team
   * that has the name, or the series if that is not why it was refused.
   *
   * @param existing the number of the team that has the name; null if the series is unknown, is for
   *     something else, or has no number left
   * @param name the refused team's name, as it was sent
   * @param uploads all that came with it, at least one
   * @param rejectedAt when the API accepted the command
   */
  @JsonTypeName("teams.uploads-orphaned.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record UploadsOrphaned(
      String series,
      @Nullable String existing,
      String name,
      List<Upload> uploads,
      Instant rejectedAt,
      UUID commandId)
      implements TeamEvent {

    public UploadsOrphaned {
      uploads = List.copyOf(uploads);
      if (uploads.isEmpty()) {
        throw new IllegalArgumentException("nothing is orphaned");
      }
    }

    @Override
    public String owner() {
      return series;
    }

    @Override
    public String subject() {
      return existing == null ? series : existing;
    }

    @Override
    public String source() {
      return "/series/" + series;
    }

    @Override
    public Instant time() {
      return rejectedAt;
    }
  }
}
