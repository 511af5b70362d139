import { getAvatar } from "@/db/profile";
import { contentHash } from "@/lib/crypto";
import { notFound } from "@/lib/errors";
import { route } from "../../_auth/route";
import { refused } from "../_spec/refused";

const spec = { method: "GET", path: "/avatar", name: "avatars.read", summary: "Your own picture", scope: "read" } as const;

/** One's own picture. It can do nothing but be looked at, whatever is in it. */
export const GET = route(spec, async ({ tx, request }) => {
  const avatar = await getAvatar(tx);
  if (!avatar) throw notFound("picture");
  const etag = `"${contentHash(avatar.bytes).slice(0, 32)}"`;
  const headers = {
    "content-type": avatar.type,
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": "inline",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
    etag,
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(avatar.bytes), { headers });
});

export const { POST, PUT, PATCH, DELETE } = refused("GET");
