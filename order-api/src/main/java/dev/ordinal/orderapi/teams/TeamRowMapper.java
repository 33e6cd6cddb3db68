package dev.ordinal.orderapi.teams;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.contracts.teams.Player;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.orderapi.lists.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code api.teams}. */
final class TeamRowMapper implements RowMapper<TeamView> {

  private static final TypeReference<Captain> CAPTAIN = new TypeReference<>() {};
  private static final TypeReference<List<Player>> PLAYERS = new TypeReference<>() {};
  private static final TypeReference<List<Upload>> UPLOADS = new TypeReference<>() {};

  @Override
  public TeamView map(ResultSet row, StatementContext context) throws SQLException {
    return new TeamView(
        row.getString("number"),
        row.getString("series"),
        row.getString("period"),
        row.getLong("sequence"),
        row.getString("name"),
        Columns.json(row, "captain", CAPTAIN),
        Objects.requireNonNull(Columns.json(row, "players", PLAYERS)),
        Objects.requireNonNull(Columns.json(row, "uploads", UPLOADS)),
        Objects.requireNonNull(Columns.instant(row, "registered_at")),
        row.getObject("command_id", UUID.class));
  }
}
