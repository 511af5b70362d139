import { notFound } from "next/navigation";
import { idField } from "@/domain/fields";
import { Failure } from "@/lib/errors";

/** The id of an address; what cannot be one is not found. */
export function idOf(param: string): string {
  const id = idField.safeParse(decoded(param));
  if (!id.success) notFound();
  return id.data;
}

function decoded(param: string): string {
  try {
    return decodeURIComponent(param);
  } catch {
    return "";
  }
}

/** Waits for a thing; one that is not there, or somebody else's, becomes the page that says so. */
export async function orNotFound<T>(thing: Promise<T>): Promise<T> {
  try {
    return await thing;
  } catch (error) {
    if (error instanceof Failure && error.kind === "not_found") notFound();
    throw error;
  }
}
