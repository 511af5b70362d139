import { z } from "zod";

declare const brand: unique symbol;

/** The id of a signed-in person. Only the doors and rows read by jobs make one. */
export type UserId = string & { readonly [brand]: "UserId" };

/** `owner` is the first account; `guest` explores demo data. */
export const ROLES = ["owner", "member", "guest"] as const;
export type Role = (typeof ROLES)[number];

/** What an API key may do. */
export const SCOPES = ["read", "write", "telemetry", "heartbeats"] as const;
export type Scope = (typeof SCOPES)[number];

/** Stands for nobody in the audit log: refused sign-ins and requests without a user. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Checks that a text is a real user's id. @throws ZodError */
export function parseUserId(value: string): UserId {
  return z
    .uuid()
    .refine((id) => id !== NOBODY)
    .parse(value.toLowerCase()) as UserId;
}
