import "server-only";
import type { NextRequest } from "next/server";
import { type Entry, recordFailure, recordSuccess } from "@/app/_auth/audit";
import { identify } from "@/app/_auth/identify";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { actorOf } from "@/app/_auth/visitor";
import type { Spec } from "@/app/api/_spec/spec";
import { asUser, nobody } from "@/db/client";
import { createImport, newImportId } from "@/db/imports";
import { importResource, UPLOAD_BYTES, UPLOAD_FILES } from "@/domain/import-shape";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { type ReceiveLimits, receiveFiles } from "@/lib/receive-files";
import { makeUploadFolder, removeUploads } from "@/lib/uploads";

type Options = { limits?: ReceiveLimits };

/**
 * The door for uploads: like every other route it authenticates first and writes its audit row in the transaction of the change, but
 * the body goes straight to disk. A form of a page without scripts is answered with a redirect to the import, a program with 202.
 */
export function receiveImport(spec: Spec, { limits = { totalBytes: UPLOAD_BYTES, files: UPLOAD_FILES } }: Options = {}) {
  return async (request: NextRequest): Promise<Response> => {
    const started = performance.now();
    const facts = factsOfHeaders(request.headers);
    let actor = nobody(facts.requestId, facts.ip, facts.userAgent);
    const entry: Entry = { action: spec.name, resource: "import", resourceId: null, input: null, started };
    const done = (response: Response) => {
      response.headers.set("x-request-id", facts.requestId);
      metrics().httpRequests.inc({ method: spec.method, route: spec.path, status: String(response.status) });
      metrics().httpDuration.observe({ route: spec.path }, (performance.now() - started) / 1000);
      return response;
    };
    try {
      const visitor = await identify(request, spec.scope);
      actor = actorOf(visitor, facts);
      const id = newImportId();
      try {
        const folder = await makeUploadFolder(visitor.userId, id);
        const files = await receiveFiles(request, folder, limits);
        const made = await asUser(actor, async (tx) => {
          const stored = files.map(({ name, stored, bytes }) => ({ name, path: `${visitor.userId}/${id}/${stored}`, bytes }));
          const row = await createImport(tx, id, stored);
          await recordSuccess(tx, { ...entry, resourceId: id, input: { files: files.length } }, 202);
          return row;
        });
        return done(isForm(request) ? seeOther(`/import/${id}`) : accepted(importResource(made)));
      } catch (error) {
        await removeUploads(visitor.userId, id);
        throw error;
      }
    } catch (error) {
      if (!(error instanceof Failure)) {
        const text = error instanceof Error ? error.stack : String(error);
        log().error({ requestId: facts.requestId, route: spec.path, error: text }, "an upload failed");
      }
      await recordFailure(actor, entry, error);
      return done(isForm(request) ? seeOther(formProblem(error)) : problem(error, facts.requestId));
    }
  };
}

/** A page's plain form: browsers ask for HTML, programs do not. */
function isForm(request: NextRequest): boolean {
  return request.headers.get("accept")?.includes("text/html") === true && !request.headers.has("authorization");
}

/** Where a plain form ends when its upload fails: the import page says why. */
function formProblem(error: unknown): string {
  if (!(error instanceof Failure)) return "/import?problem=failed";
  return error.kind === "unauthenticated" ? "/sign-in?from=%2Fimport" : `/import?problem=${error.kind}`;
}

function seeOther(to: string): Response {
  return new Response(null, { status: 303, headers: { location: to, "cache-control": "no-store" } });
}

function accepted(body: { id: string }): Response {
  return Response.json(body, {
    status: 202,
    headers: { location: `/api/imports/${body.id}`, "cache-control": "private, no-store" },
  });
}
