import { notFound } from "next/navigation";
import { uuidField } from "@/domain/tasks";

/** The id of an address; what cannot be one is not found. */
export function uuidOf(param: string): string {
  const id = uuidField.safeParse(param);
  if (!id.success) notFound();
  return id.data;
}
