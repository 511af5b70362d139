import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { firstLook } from "./first-look.mjs";
import { handleForm, isAboutUnreadForm, isForm } from "./unread-forms.mjs";

/** What stands for Next.js in a test, and the server in front of it. */
let frame;
let server;
let address;

beforeEach(async () => {
  server = createServer((request, response) => {
    firstLook(request);
    if (isForm(request)) handleForm(request, response, frame);
    else frame(request, response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${server.address().port}`;
});
afterEach(() => server.close());

const post = async (path) => {
  const answer = await fetch(address + path, { method: "POST", body: "x" });
  return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
};

/** As a door of ours does. */
const begin = (request) => globalThis[Symbol.for("almanac.begun")].add(request.headers["x-request-id"]);

const WAYS = {
  "at once": (_request, response) => {
    response.statusCode = 500;
    response.setHeader("content-type", "text/plain");
    response.setHeader("content-length", "21");
    response.end("Internal Server Error");
  },
  "with its head first": (_request, response) => {
    response.writeHead(500, { "content-type": "text/x-component" });
    response.end("0:E{}");
  },
  "piece by piece": async (_request, response) => {
    response.statusCode = 500;
    response.flushHeaders();
    response.write("inside ");
    await new Promise((resolve) => response.write("text", resolve));
    response.end();
  },
};

describe.each(Object.entries(WAYS))("a form that the framework fails on %s", (_way, fail) => {
  it("is answered with 400 and none of its words, where no code of ours has begun", async () => {
    frame = fail;
    const answer = await post("/sign-in");
    expect(answer).toMatchObject({ status: 400, type: "application/problem+json" });
    expect(JSON.parse(answer.text)).toMatchObject({ status: 400, detail: expect.stringContaining("cannot be read") });
  });

  it("stays a failure of ours where we have begun, and elsewhere than at a page", async () => {
    frame = (request, response) => {
      begin(request);
      return fail(request, response);
    };
    expect((await post("/sign-in")).status).toBe(500);
    frame = fail;
    expect((await post("/api/runs")).status).toBe(500);
  });
});

it("leaves other answers as they are", async () => {
  frame = (_request, response) => response.writeHead(409, { "content-type": "text/plain" }).end("unavailable");
  expect(await post("/sign-in")).toEqual({ status: 409, type: "text/plain", text: "unavailable" });
});

it("knows while a form is handled whether anything was begun", async () => {
  const noise = [];
  frame = async (request, response) => {
    noise.push(isAboutUnreadForm());
    await new Promise(setImmediate);
    begin(request);
    noise.push(isAboutUnreadForm());
    response.end();
  };
  await post("/sign-in");
  expect([...noise, isAboutUnreadForm()]).toEqual([true, false, false]);
});
