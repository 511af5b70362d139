/** Settings of every embedded server: reachable from this machine only, by password, ready for logical decoding. */
const ALWAYS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  wal_level: "logical",
  max_slot_wal_keep_size: "2GB",
  shared_buffers: "128MB",
  // The folder lies on a disk without a moving head, and queries are short: compiling them costs more than it saves.
  random_page_cost: "1.1",
  jit: "off",
  max_connections: "100",
  shared_preload_libraries: "pg_stat_statements",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] %q%u@%d ",
};

/** A server for tests may lose its data with the machine; nothing waits for a disk. */
const THROWAWAY = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  max_wal_size: "2GB",
};

/** Arguments for `postgres`. */
export function settingArguments(port, throwaway) {
  const settings = { ...ALWAYS, ...(throwaway ? THROWAWAY : {}), port: String(port) };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
