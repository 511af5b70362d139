import { notFound } from "next/navigation";

/** Every address that no page has: said inside the frame, with the ways that do lead somewhere. */
export default function Nowhere(): never {
  notFound();
}
