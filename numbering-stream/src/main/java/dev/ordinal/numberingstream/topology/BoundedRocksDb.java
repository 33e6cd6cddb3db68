package dev.ordinal.numberingstream.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Keeps the memory of all RocksDB stores of the process within one bound, where the defaults would
 * let every store of every partition take its own.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

  /** Streams setting: blocks and write buffers of all stores together, in MiB. */
  public static final String MEMORY_MIB = "ordinal.rocksdb.memory.mib";

  private static final int MIB = 1024 * 1024;
  private static final int WRITE_BUFFERS_SHARE = 4;

  private static @Nullable Shared shared;

  /** What all stores share; made once a process and never closed, since stores come and go. */
  private record Shared(Cache cache, WriteBufferManager writeBuffers) {}

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    Shared memory = shared(Integer.parseInt(String.valueOf(configs.get(MEMORY_MIB))));
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setPinTopLevelIndexAndFilter(true);
    // Most look-ups of the duplicate check find nothing: a filter answers them without a block.
    table.setFilterPolicy(new BloomFilter());
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(memory.writeBuffers());
    options.setWriteBufferSize(4L * MIB);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String storeName, Options options) {
    // The shared cache outlives the store.
  }

  private static synchronized Shared shared(int memoryMib) {
    if (shared == null) {
      long bytes = (long) memoryMib * MIB;
      Cache cache = new LRUCache(bytes);
      shared = new Shared(cache, new WriteBufferManager(bytes / WRITE_BUFFERS_SHARE, cache));
    }
    return shared;
  }
}
