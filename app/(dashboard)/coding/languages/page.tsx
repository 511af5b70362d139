import type { Metadata } from "next";
import type { SearchParams } from "../coding-state";
import { NamesPage } from "../names-page";

export const metadata: Metadata = { title: "Coding languages" };

/** Every language that time was told of. */
export default async function CodingLanguagesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <NamesPage part="languages" searchParams={await searchParams} />;
}
