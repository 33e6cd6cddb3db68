package dev.ordinal.orderapi.results;

import dev.ordinal.orderapi.http.OneOf;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command whose decision failed. It changed nothing and took no number; it is kept and can be
 * tried again.
 *
 * @param owner whose writer decides it: a series' code, `lead:` with a lead's id, or `webhook:`
 *     with a subscription's
 * @param actor who asked: the name of the access key
 * @param acceptedAt when it was accepted
 * @param parkedAt when its decision last failed
 * @param code the problem that its caller was told
 * @param reason what went wrong, in words
 * @param failure the class of the error
 * @param place the line of code that it came from
 * @param state `retried` once it has been decided after all, else `parked`
 */
public record ParkedCommandView(
    UUID commandId,
    String owner,
    @Nullable String actor,
    Instant acceptedAt,
    Instant parkedAt,
    String code,
    String reason,
    String failure,
    String place,
    @OneOf({"parked", "retried"}) String state) {}
