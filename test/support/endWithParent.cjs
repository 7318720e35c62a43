// Ends a process when the one that started it is gone, however that ended: its end of our stdin closes.
process.stdin
  .once("close", () => process.exit())
  .resume()
  .unref();
