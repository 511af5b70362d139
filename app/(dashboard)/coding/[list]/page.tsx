import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "../coding-state";
import { LISTS, type ListPart, TITLES } from "../dimension-words";
import { NamesPage } from "../names-page";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<SearchParams> };

const isPart = (list: string): list is ListPart => Object.hasOwn(LISTS, list);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { list } = await params;
  return { title: isPart(list) ? TITLES[LISTS[list]].many : "Coding" };
}

/** All editors, systems, machines, categories or branches of a range. */
export default async function CodingNamesPage({ params, searchParams }: Props) {
  const { list } = await params;
  if (!isPart(list)) notFound();
  return <NamesPage part={list} searchParams={await searchParams} />;
}
