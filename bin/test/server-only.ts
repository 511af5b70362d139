/** Stands for the package `server-only`, which refuses to load outside a server bundle: tests and the worker are the server. */
export {};
