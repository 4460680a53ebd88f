"""How a process starts: settings, connections, the embedded server, logs, and how a job's bytes are packed."""
