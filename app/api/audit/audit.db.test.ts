import { describe, expect, it } from "vitest";
import { listAuditSpec } from "@/app/api/_spec/audit";
import { api, makeKey } from "@/app/api/_spec/testing";
import { ownerQuery, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { recordAction } from "@/db/user-actions";

async function person(role: "member" | "owner" = "member") {
  const user = await testUser({ role, timeZone: "America/New_York" });
  const write = (action: string, outcome: "success" | "refused" = "success", input: Record<string, unknown> | null = null) =>
    as(user, (tx) => recordAction(tx, { action, outcome, input }));
  return { user, write, call: api(await makeKey(user)) };
}

type Row = { action: string; userId: string | null; at: string };
const rowsOf = (body: Record<string, unknown>) => body["items"] as Row[];

describe("the API of the audit log", () => {
  it("shows a person their own rows, filtered, page by page, without gap or double", async () => {
    const { write, call } = await person();
    for (let n = 0; n < 7; n++) await write(`runs.edit${n % 2 ? "" : ".again"}`, n === 3 ? "refused" : "success");
    await write("runsome.other");
    const all = await call("GET", "/audit?limit=3&action=runs");
    listAuditSpec.response.parse(all.body);
    expect(all.body["page"]).toMatchObject({ total: 7 });
    const seen = rowsOf(all.body).map((row) => row.at);
    let next = (all.body["page"] as { next: string | null }).next;
    for (let pages = 0; next && pages < 5; pages++) {
      const page = await call("GET", `/audit?limit=3&action=runs&next=${next}`);
      seen.push(...rowsOf(page.body).map((row) => row.at));
      next = (page.body["page"] as { next: string | null }).next;
    }
    expect(seen).toHaveLength(7);
    expect(seen).toEqual([...seen].sort().reverse());
    expect(rowsOf((await call("GET", "/audit?outcome=refused")).body)).toHaveLength(1);
    expect(rowsOf((await call("GET", "/audit?action=runs.edit.again")).body)).toHaveLength(4);
    const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
    expect(rowsOf((await call("GET", `/audit?from=${tomorrow}`)).body)).toEqual([]);
    expect(rowsOf((await call("GET", `/audit?to=${tomorrow}&action=runsome`)).body)).toHaveLength(1);
  });

  it("shows the owner everybody's rows and nobody's, and others nothing but their own", async () => {
    const [member, owner] = [await person(), await person("owner")];
    await member.write("tests.member");
    await ownerQuery(
      `insert into app.user_actions (user_id, id, at, action, outcome) values ('00000000-0000-0000-0000-000000000000', gen_random_uuid(), now(), 'tests.nobody', 'refused')`,
    );
    const seen = rowsOf((await owner.call("GET", "/audit?limit=500&action=tests")).body);
    expect(seen).toEqual(
      expect.arrayContaining([expect.objectContaining({ userId: member.user.id }), expect.objectContaining({ userId: null })]),
    );
    const one = rowsOf((await owner.call("GET", `/audit?user=${member.user.id}`)).body);
    expect(one.map((row) => row.action)).toEqual(["tests.member"]);
    await owner.write("tests.owner");
    expect(rowsOf((await member.call("GET", `/audit?user=${owner.user.id}`)).body)).toEqual([]);
    expect(rowsOf((await member.call("GET", "/audit?action=tests")).body).map((row) => row.action)).toEqual(["tests.member"]);
  });

  it("comes as a whole as CSV", async () => {
    const { user, write, call } = await person();
    for (let at = 0; at < 510; at += 30) {
      const rows = Array.from({ length: 30 }, (_, n) => at + n);
      await Promise.all(rows.map((n) => write(`tests.n${n}`, "success", n === 0 ? { name: '=cmd|"x"' } : null)));
    }
    const answer = await call("GET", "/audit?format=csv&limit=10");
    const lines = answer.text.trimEnd().split("\r\n");
    expect(lines[0]).toBe(
      "at,userId,role,action,resource,resourceId,outcome,status,error,ip,userAgent,requestId,input,durationMs",
    );
    expect(new Set(lines.slice(1).map((line) => line.split(",")[3])).size).toBe(510);
    expect(lines.slice(1).every((line) => line.includes(user.id))).toBe(true);
  });

  it("looks as far ahead and back as days can be written", async () => {
    const { call, write } = await person();
    await write("tests.now");
    expect(rowsOf((await call("GET", "/audit?action=tests&from=0001-01-01&to=9999-12-31")).body)).toHaveLength(1);
    expect(rowsOf((await call("GET", "/audit?action=tests&from=9999-12-31")).body)).toEqual([]);
  });

  it("keeps refusals of ids and inputs that cannot be stored", async () => {
    const { call } = await person();
    expect((await call("GET", "/shoes/%00")).status).toBe(404);
    const rows = (await call("GET", "/audit?action=shoes.get")).body["items"];
    expect(rows).toMatchObject([{ outcome: "refused", resourceId: "\uFFFD", status: 404 }]);
  });
});
