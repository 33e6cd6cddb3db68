package dev.ordinal.orderapi.commands;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.orderapi.access.Actor;
import dev.ordinal.orderapi.http.IdempotencyKey;
import dev.ordinal.orderapi.http.Prefer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What every HTTP request that carries a command has in common. Thread-safe. */
public final class CommandEndpoint {

  private final CommandGateway gateway;
  private final Answers answers;
  private final Duration defaultWait;

  public CommandEndpoint(CommandGateway gateway, Answers answers, Duration defaultWait) {
    this.gateway = gateway;
    this.answers = answers;
    this.defaultWait = defaultWait;
  }

  /**
   * Submits a command under the request's key, and answers as the request prefers.
   *
   * @throws dev.ordinal.orderapi.http.ProblemException if the key is missing or invalid; what goes
   *     wrong later ends the stage with one, see {@link CommandGateway#submit}
   */
  public CompletionStage<Response> submit(HttpHeaders headers, Command command) {
    return submit(
        headers, command, IdempotencyKey.of(headers.getRequestHeader(IdempotencyKey.HEADER)));
  }

  /**
   * The same for what can be repeated at will and so needs no key, but may have one: a PUT, which
   * says how a thing shall be, or a question.
   */
  public CompletionStage<Response> submitWithOptionalKey(HttpHeaders headers, Command command) {
    List<String> sent = headers.getRequestHeader(IdempotencyKey.HEADER);
    boolean isKeyed = sent != null && !sent.isEmpty();
    return submit(
        headers, command, isKeyed ? IdempotencyKey.of(sent) : IdempotencyKey.unrepeatable());
  }

  /**
   * The same for a sender who says in ways of its own who it is and what it sends.
   *
   * @param actor who asks, see {@link dev.ordinal.contracts.CommandEnvelope#actor}
   */
  public CompletionStage<Response> submit(
      HttpHeaders headers, Command command, IdempotencyKey key, String actor) {
    Prefer prefer = Prefer.of(headers.getRequestHeader(Prefer.HEADER), defaultWait);
    return gateway
        .submit(command, key, actor, prefer.timeout())
        .thenApply(outcome -> answers.toCaller(outcome, prefer));
  }

  /** Submits the commands of one request and answers each, in the order in which they came. */
  public CompletionStage<List<BulkItem>> submitAll(HttpHeaders headers, BulkRequest request) {
    Prefer prefer = Prefer.of(headers.getRequestHeader(Prefer.HEADER), defaultWait);
    String actor = Actor.of(headers);
    return request.send(
        (bulk, bytes) ->
            gateway.submit(bulk, bytes, actor, prefer.timeout()).thenApply(answers::items));
  }

  /**
   * Submits a parked command again and answers as it was to be answered. The request's own key is
   * only checked: the command has one, and however often it comes it is decided once.
   *
   * @param parked finds the command, once the request has been checked
   */
  public CompletionStage<Response> resubmit(
      HttpHeaders headers, Supplier<CompletionStage<CommandEnvelope>> parked) {
    IdempotencyKey unused = IdempotencyKey.of(headers.getRequestHeader(IdempotencyKey.HEADER));
    Prefer prefer = Prefer.of(headers.getRequestHeader(Prefer.HEADER), defaultWait);
    return parked
        .get()
        .thenCompose(envelope -> gateway.resubmit(envelope, prefer.timeout()))
        .thenApply(outcome -> answers.toCaller(outcome, prefer));
  }

  private CompletionStage<Response> submit(
      HttpHeaders headers, Command command, IdempotencyKey key) {
    return submit(headers, command, key, Actor.of(headers));
  }
}
