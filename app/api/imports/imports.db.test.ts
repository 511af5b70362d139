import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { sealSession } from "@/app/_auth/cookie";
import { createImportSpec } from "@/app/api/_spec/imports";
import { api, makeKey } from "@/app/api/_spec/testing";
import { ownerQuery, type TestUser, testUser, webQuery } from "@/db/testing";
import { fitFile, recordsOf } from "@/integrations/files/fit.fixture";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { uploadFolder } from "@/lib/uploads";
import { workOnImport } from "@/worker/jobs/imports";
import { host, look } from "@/worker/jobs/imports.fixture";
import { POST as run } from "../cron/[job]/route";
import { POST as uploadMapMyFitness } from "../mmf/upload-csv/route";
import { receiveImport } from "./receive";
import { POST } from "./route";

const recording = () => new File([new Uint8Array(fitFile(recordsOf(120)))], "morning.fit");

function formOf(...files: File[]): FormData {
  const form = new FormData();
  for (const file of files) form.append("file", file);
  return form;
}

function request(headers: Record<string, string>, body: BodyInit | null): NextRequest {
  return new NextRequest("http://localhost:3000/api/imports", {
    method: "POST",
    headers,
    body,
    ...({ duplex: "half" } as object),
  });
}

async function send(key: string, body: BodyInit | null, headers: Record<string, string> = {}) {
  const response = await POST(request({ authorization: `Bearer ${key}`, ...headers }, body));
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
}

/** What is on disk of a person's uploads. */
function uploadsOf(user: TestUser): string[] {
  const folder = uploadFolder(user.id);
  return existsSync(folder)
    ? readdirSync(folder).flatMap((id) => readdirSync(join(folder, id)).map((name) => `${id}/${name}`))
    : [];
}

const countImports = async (user: TestUser) => (await ownerQuery("select from app.imports where user_id = $1", [user.id])).length;

describe("POST /imports", () => {
  it("takes files to disk, answers 202 with the import, and a worker brings them", async () => {
    const user = await testUser();
    const key = await makeKey(user);
    const sent = await send(key, formOf(recording(), new File(["nothing"], "../../notes\u0000.txt")));
    expect(sent.status).toBe(202);
    expect(sent.body).toMatchObject({ state: "queued", done: 0, total: null });
    const id = String(sent.body["id"]);
    expect(sent.headers.get("location")).toBe(`/api/imports/${id}`);
    expect(uploadsOf(user).sort()).toEqual([`${id}/0001`, `${id}/0002`]);
    while ((await look(user, id)).state !== "done") await workOnImport(host);
    const { body } = await api(key)("GET", `/imports/${id}`);
    expect(body).toMatchObject({ id, state: "done", done: 2, total: 2, page: { next: null, total: 2 } });
    expect(body["items"]).toMatchObject(
      [
        { file: "morning.fit", result: "imported", runId: null },
        { file: "../../notes.txt", result: "failed", reason: expect.stringContaining("not known") },
      ].map(({ runId: _, ...rest }: { runId?: null } & Record<string, unknown>) => rest),
    );
    const page = await api(key)("GET", `/imports/${id}?limit=1`);
    expect(page.body["items"]).toHaveLength(1);
    const next = (page.body["page"] as { next: string }).next;
    expect((await api(key)("GET", `/imports/${id}?limit=1&next=${next}`)).body["items"]).toMatchObject([{ result: "failed" }]);
    expect((await api(key)("GET", `/imports/${id}?result=failed`)).body["items"]).toHaveLength(1);
    expect((await api(key)("GET", "/imports")).body["items"]).toMatchObject([{ id, state: "done" }]);
    expect((await api(key)("POST", `/imports/${id}/undo`)).body).toMatchObject({ id, state: "undone" });
    expect((await api(key)("POST", `/imports/${id}/undo`)).status).toBe(409);
    const actions = await ownerQuery<{ action: string; outcome: string }>(
      "select action, outcome from app.user_actions where user_id = $1 and resource_id = $2 order by at",
      [user.id, id],
    );
    expect(actions).toEqual([
      { action: "imports.create", outcome: "success" },
      { action: "imports.undo", outcome: "success" },
      { action: "imports.undo", outcome: "refused" },
    ]);
  });

  it("keeps nothing of an upload that breaks off", async () => {
    const user = await testUser();
    const key = await makeKey(user);
    const whole = Buffer.from(await new Response(formOf(recording())).arrayBuffer());
    const type = { "content-type": `multipart/form-data; boundary=${whole.toString("latin1").slice(2, whole.indexOf("\r\n"))}` };
    expect((await send(key, new Uint8Array(whole), type)).status).toBe(202);
    expect(uploadsOf(user)).toHaveLength(1);
    const torn = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(whole.subarray(0, 1_000))),
      pull: (controller) => controller.error(new Error("aborted")),
    });
    for (const body of [new Uint8Array(whole.subarray(0, whole.length >> 1)), new Uint8Array(whole.subarray(0, 60)), torn]) {
      const { status, body: answer } = await send(key, body, type);
      expect([status, answer["detail"]]).toEqual([400, expect.stringMatching(/broke off/)]);
    }
    expect(uploadsOf(user)).toHaveLength(1);
    expect(await countImports(user)).toBe(1);
  });

  it("refuses what is no form, has no file, or is too large, and keeps nothing of it", async () => {
    const user = await testUser();
    const key = await makeKey(user);
    expect((await send(key, "{}", { "content-type": "application/json" })).status).toBe(415);
    expect((await send(key, "x", { "content-type": "multipart/form-data" })).status).toBe(415);
    expect((await send(key, "x", { "content-type": "multipart/form-data; charset=utf-8" })).status).toBe(400);
    expect((await send(key, formOf())).status).not.toBe(202);
    const other = new FormData();
    other.append("attachment", recording());
    expect((await send(key, other)).body).toMatchObject({ status: 422, errors: [{ path: "file" }] });
    expect((await send(key, formOf(new File([], "empty.fit")))).status).toBe(422);
    const small = receiveImport(createImportSpec, { limits: { totalBytes: 10_000, files: 3 } });
    const large = new File([new Uint8Array(10_001)], "large.fit");
    for (const form of [formOf(large), formOf(...Array.from({ length: 4 }, () => recording()))]) {
      const answer = await small(request({ authorization: `Bearer ${key}` }, form));
      expect(answer.status).toBe(413);
    }
    const declared = await small(
      request(
        { authorization: `Bearer ${key}`, "content-type": "multipart/form-data; boundary=x", "content-length": "99999999999" },
        "x",
      ),
    );
    expect(declared.status).toBe(413);
    expect(uploadsOf(user)).toEqual([]);
    expect(await countImports(user)).toBe(0);
  });

  it("is closed to strangers, keys without the scope and other people", async () => {
    const user = await testUser();
    const key = await makeKey(user, ["read"]);
    expect((await POST(request({}, formOf(recording())))).status).toBe(401);
    expect((await send(key, formOf(recording()))).status).toBe(403);
    const { body } = await send(await makeKey(user), formOf(recording()));
    const other = api(await makeKey(await testUser()));
    expect((await other("GET", `/imports/${body["id"]}`)).status).toBe(404);
    expect((await other("POST", `/imports/${body["id"]}/undo`)).status).toBe(404);
    expect((await other("GET", "/imports/none")).status).toBe(404);
  });

  it("answers a page's own form with a redirect, and one of another page not at all", async () => {
    const user = await testUser();
    const secret = newSecret();
    await webQuery("select door.create_session($1, $2, $3, 60, null, 'test')", [newId(), sha256(secret), user.id]);
    const cookie = `next-auth.session-token=${await sealSession(secret)}`;
    const accept = "text/html,application/xhtml+xml";
    const own = { cookie, accept, "sec-fetch-site": "same-origin" };
    const sent = await POST(request(own, formOf(recording())));
    expect(sent.status).toBe(303);
    expect(sent.headers.get("location")).toMatch(/^\/import\/[0-9a-f-]{36}$/);
    const nothing = await POST(request(own, formOf(new File([], ""))));
    expect(nothing.headers.get("location")).toBe("/import?problem=invalid");
    const foreign = await POST(request({ ...own, "sec-fetch-site": "cross-site" }, formOf(recording())));
    expect(foreign.headers.get("location")).toBe("/import?problem=forbidden");
    const stranger = await POST(request({ accept, "sec-fetch-site": "same-origin" }, formOf(recording())));
    expect(stranger.headers.get("location")).toBe("/sign-in?from=%2Fimport");
    expect(await countImports(user)).toBe(1);
  });
});

describe("POST /mmf/upload-csv", () => {
  it("takes a history like any other upload", async () => {
    const user = await testUser();
    const key = await makeKey(user);
    const csv =
      'Workout Date,Activity Type,Distance (km),Workout Time (seconds),Link\n"June 1, 2020",Run,10,3000,http://x/workout/5';
    const answer = await uploadMapMyFitness(request({ authorization: `Bearer ${key}` }, formOf(new File([csv], "history.csv"))));
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as { id: string };
    while ((await look(user, id)).state !== "done") await workOnImport(host);
    expect((await look(user, id)).items).toMatchObject([{ result: "imported", runId: "mmf_5", row: 1 }]);
  });
});

describe("the cron route", () => {
  const call = (job: string, secret?: string) =>
    run(
      new NextRequest(`http://localhost/api/cron/${job}`, {
        method: "POST",
        headers: secret ? { authorization: `Bearer ${secret}` } : {},
      }),
      {
        params: Promise.resolve({ job }),
      },
    );
  const secret = process.env["CRON_SECRET"] ?? "";

  it("needs the secret and knows its jobs", async () => {
    expect((await call("jobs")).status).toBe(401);
    expect((await call("jobs", `${secret}x`)).status).toBe(401);
    expect((await call("nothing", secret)).status).toBe(404);
    expect((await call("toString", secret)).status).toBe(404);
  });

  it("does the work before it answers, and is safe to call twice at once", async () => {
    const user = await testUser();
    const { body } = await send(await makeKey(user), formOf(recording()));
    const answers = await Promise.all([call("jobs", secret), call("jobs", secret)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    // Another test's worker may have taken it up a moment earlier.
    while ((await look(user, String(body["id"]))).state !== "done") await new Promise((resolve) => setTimeout(resolve, 20));
    for (const job of ["create-partitions", "purge"]) {
      const both = await Promise.all([call(job, secret), call(job, secret)]);
      for (const answer of both) expect(await answer.json()).toEqual(expect.any(Object));
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
    }
  });
});
