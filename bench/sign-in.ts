import { encode } from "next-auth/jwt";
import { seededSession } from "@/db/seed";

/** The cookie header of a seeded person who is signed in at a server with this secret. */
export async function sessionCookie(secret: string, userId: string): Promise<string> {
  const token = await encode({ token: { sid: await seededSession(userId) }, secret });
  return `next-auth.session-token=${token}`;
}
