package dev.ordinal.contracts.teams;

/**
 * Who plays in a team.
 *
 * @param name kept as sent
 */
public record Player(String name) {}
