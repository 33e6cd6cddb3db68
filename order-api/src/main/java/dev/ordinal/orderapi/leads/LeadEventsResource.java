package dev.ordinal.orderapi.leads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.leads.LeadReader.LeadAt;
import dev.ordinal.orderapi.live.EventStreams;
import dev.ordinal.orderapi.live.Message;
import dev.ordinal.orderapi.live.Place;
import dev.ordinal.orderapi.live.Wanted;
import dev.ordinal.orderapi.openapi.Gives;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What happens to leads, as it happens. The methods never resume what they suspend, save with a
 * problem: the stream ends the exchange itself.
 */
@Path("/leads")
public final class LeadEventsResource {

  private static final Set<Integer> ALL_PARTITIONS =
      IntStream.range(0, Topics.LEAD_EVENTS.partitions())
          .boxed()
          .collect(Collectors.toUnmodifiableSet());

  private final EventStreams streams;
  private final LeadReader leads;
  private final ObjectMapper json;

  /**
   * A resource.
   *
   * @param json writes leads as all answers have them
   */
  public LeadEventsResource(EventStreams streams, LeadReader leads, ObjectMapper json) {
    this.streams = streams;
    this.leads = leads;
    this.json = json;
  }

  /**
   * All leads, from {@code Last-Event-ID} or now.
   *
   * @param lastEventId the id of the last event that was received
   */
  @GET
  @Needs(Right.READ)
  @Path("/events")
  @Produces(EventStreams.MEDIA_TYPE)
  @Gives(
      body = String.class,
      problems = {"validation-failed", "kafka-unavailable"})
  public void all(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @HeaderParam(EventStreams.LAST_EVENT_ID) @Nullable String lastEventId) {
    Place from = EventStreams.place(lastEventId);
    streams.answer(answer, request.getAsyncContext(), new Wanted(ALL_PARTITIONS, from, null, null));
  }

  /**
   * One lead: its present state and what follows, or what followed {@code Last-Event-ID}.
   *
   * @param lastEventId the id of the last event that was received
   */
  @GET
  @Needs(Right.READ)
  @Path("/{id}/events")
  @Produces(EventStreams.MEDIA_TYPE)
  @Gives(
      body = String.class,
      problems = {"lead-not-found", "validation-failed", "kafka-unavailable"})
  public void one(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @HeaderParam(EventStreams.LAST_EVENT_ID) @Nullable String lastEventId,
      @PathParam("id") String id) {
    String lead = LeadResource.known(id);
    Place from = EventStreams.place(lastEventId);
    AsyncContext exchange = request.getAsyncContext();
    int partition = Topics.partitionOf(LeadCommand.ownerOf(lead));
    if (from != null) {
      streams.answer(answer, exchange, new Wanted(Set.of(partition), from, lead, null));
      return;
    }
    leads
        .findAt(lead)
        .thenApply(found -> found.orElseThrow(LeadResource::notFound))
        .thenAccept(at -> streams.answer(answer, exchange, since(at, partition)))
        .whenComplete(
            (begun, failure) -> {
              if (failure != null) {
                answer.resume(failure);
              }
            });
  }

  /** The state, and from the very event on that is not in it. */
  private Wanted since(LeadAt at, int partition) {
    Place from = Place.of(partition, at.nextOffset());
    try {
      Message state = new Message(from, "lead", json.writeValueAsString(at.lead()));
      return new Wanted(Set.of(partition), from, at.lead().id(), state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a lead cannot be written", e);
    }
  }
}
