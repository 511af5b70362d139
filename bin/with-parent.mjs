/**
 * Loaded into the server and the worker by the process that starts them: when that process is killed so that it cannot stop them
 * itself, the channel between them breaks and they stop on their own.
 */
if (process.send) {
  process.once("disconnect", stop);
  // The parent may have gone while we were still loading; then nobody tells us any more.
  if (!process.connected) stop();
  // The channel alone must not keep a process that has nothing left to do.
  process.channel?.unref();
}

function stop() {
  // A stream that somebody is still reading must not keep us.
  setTimeout(() => process.exit(1), 10_000).unref();
  process.kill(process.pid, "SIGTERM");
}
