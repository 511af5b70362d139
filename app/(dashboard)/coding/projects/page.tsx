import type { Metadata } from "next";
import type { SearchParams } from "../coding-state";
import { NamesPage } from "../names-page";

export const metadata: Metadata = { title: "Coding projects" };

/** Every project that time was told of. */
export default async function CodingProjectsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <NamesPage part="projects" searchParams={await searchParams} />;
}
