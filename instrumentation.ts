import type { Instrumentation } from "next";

/** Checks the environment before the first request. Jobs and migrations are not here: bin/ and worker/ do them. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { env } = await import("@/lib/env");
  env();
}

/** One log line per request error, with the request id that the browser was shown. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { log } = await import("@/lib/log");
  const id = request.headers["x-request-id"];
  const { begunRequests } = await import("@/app/_auth/request");
  const unread = request.method === "POST" && begunRequests()?.has(id) === false && !/^\/api(?:[/?]|$)/.test(request.path);
  if (unread) {
    // bin/unread-forms.mjs answers it with 400.
    const { recordRefusedForm } = await import("@/app/_auth/refused-form");
    const { Failure } = await import("@/lib/errors");
    const headers = new Headers(
      Object.entries(request.headers).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
    );
    return recordRefusedForm(headers, request.path, new Failure("malformed", "This form cannot be read."));
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // The page shows people the digest, because it is all of an error that reaches a browser.
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  log().error(
    { requestId: id, digest, path: request.path.split("?")[0], route: context.routePath, error: message },
    "request failed",
  );
};
