import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import { handleAuth } from "./auth-calls";

async function call(method: string, path: string, body?: string, type = "application/json") {
  const request = new NextRequest(`http://localhost:3000/api/auth/${path}`, {
    method,
    ...(body === undefined ? {} : { body, headers: { "content-type": type } }),
  });
  const answer = await handleAuth(request, { params: Promise.resolve({ nextauth: path.split("/") }) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

it.each(["verify-request", "signout", "callback/credentials", "callback/google", "nonsense"])(
  "does not show the library's own %s",
  async (path) => {
    expect(await call("GET", path)).toMatchObject({ status: 404, body: { requestId: expect.any(String) } });
  },
);

it("refuses bodies that are no form and no JSON, or too large", async () => {
  expect((await call("POST", "callback/credentials", "{")).status).toBe(400);
  expect((await call("POST", "callback/credentials", "email=x", "text/plain")).status).toBe(415);
  expect((await call("POST", "signout", "x".repeat(1_000_001))).status).toBe(413);
});

it("knows no session without a cookie", async () => {
  expect(await call("GET", "session")).toEqual({ status: 200, body: {} });
});
